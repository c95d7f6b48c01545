import type { Context } from "hono";
import type { BackendAnswer } from "../../platform/http-client.ts";
import type { FrontEndEnv } from "./request-variables.ts";
import { respond, untyped } from "./respond.ts";

/**
 * The contract's "200*": always 200, the body as it came, no content type, even around a backend's
 * error. Clients and the shop's own pages look into the body.
 */
export function passedThrough(c: Context<FrontEndEnv>, answer: BackendAnswer): Promise<Response> {
    return untyped(c, 200, answer.body);
}

/** What belongs to the connection to the backend, or is ours to say. */
const NOT_RELAYED: ReadonlySet<string> = new Set([
    "connection",
    "content-length",
    "content-type",
    "date",
    "keep-alive",
    "transfer-encoding",
]);

/** The backend's own status, headers and body. */
export function relayed(c: Context<FrontEndEnv>, answer: BackendAnswer): Promise<Response> {
    c.set("length", answer.body.length);
    const headers: Record<string, string> = {
        "Content-Type": answer.contentType ?? "application/octet-stream",
    };
    for (const [name, value] of Object.entries(answer.headers ?? {})) {
        // A list of values would be cookies, which no backend of the shop sets.
        if (typeof value === "string" && !NOT_RELAYED.has(name)) headers[name] = value;
    }
    return respond(c, answer.status, answer.body, headers);
}
