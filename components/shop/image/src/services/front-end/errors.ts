import { HTTPException } from "hono/http-exception";

/** What a network error tells, in the order in which upstream prints it. */
const NETWORK_FIELDS = ["code", "errno", "syscall", "hostname", "address", "port"] as const;

/**
 * The body of a 500: the message, and of a network error what Node put on it. `errno` is the name, as
 * in the released image's Node, not today's negative number.
 */
export function errorBody(error: Error): string {
    const known = new Map<string, unknown>(Object.entries(error));
    const fields: Record<string, unknown> = {};
    for (const name of NETWORK_FIELDS) {
        const value = name === "errno" ? known.get("code") : known.get(name);
        if (known.has(name) && value !== undefined) {
            fields[name] = value;
        }
    }
    return JSON.stringify({ message: error.message, error: fields });
}

/** An error's own status, else 500: nothing ends the process, as it does upstream. */
export function errorStatus(error: Error): number {
    return error instanceof HTTPException ? error.status : 500;
}

/** The page for an address that leads nowhere. */
export function notFoundPage(method: string, path: string): string {
    const shown = path.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
    return (
        `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Error</title></head>` +
        `<body><pre>Cannot ${method} ${shown}</pre></body></html>\n`
    );
}
