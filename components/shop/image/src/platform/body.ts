import type { Context } from "hono";

/** Largest request body that is read: nothing the shop is sent comes near it. */
export const MAX_BODY_BYTES = 100 * 1024;

/** What of a larger one is taken and thrown away, so that its sender lives to read the answer. */
const MAX_DISCARDED_BYTES = 16 * 1024 * 1024;

/** A request body, or why there is none; each kind of service says it in its own words. */
export type Body =
    | { kind: "text"; text: string }
    /** Above MAX_BODY_BYTES; nothing of it was kept. */
    | { kind: "too large" };

/** Reads a body of bounded size. */
export async function readBody(c: Context): Promise<Body> {
    const stream = c.req.raw.body;
    if (stream === null) return { kind: "text", text: "" };
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
        length += chunk.length;
        if (length > MAX_DISCARDED_BYTES) break;
        if (length <= MAX_BODY_BYTES) chunks.push(chunk);
        else chunks.length = 0;
    }
    if (length > MAX_BODY_BYTES) return { kind: "too large" };
    return { kind: "text", text: Buffer.concat(chunks).toString("utf8") };
}

/** A JSON object, or undefined for anything else, arrays and malformed text included. */
export function jsonObject(text: string): Record<string, unknown> | undefined {
    try {
        const value: unknown = JSON.parse(text);
        return typeof value === "object" && value !== null && !Array.isArray(value)
            ? (value as Record<string, unknown>)
            : undefined;
    } catch {
        return undefined;
    }
}
