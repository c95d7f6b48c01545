import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { BackendAnswer } from "../../platform/http-client.ts";

/**
 * The contract's "200*": always 200, the body as it came, no content type, even around a backend's
 * error. Clients and the shop's own pages look into the body.
 */
export function passedThrough(c: Context, answer: BackendAnswer): Response {
    // One plain header: with none at all the HTTP adaptor would add a content type.
    return c.body(own(answer.body), 200, { "Content-Length": String(answer.body.length) });
}

/** The backend's own status, type and body. */
export function relayed(c: Context, answer: BackendAnswer): Response {
    c.set("length", answer.body.length);
    const type = answer.contentType ?? "application/octet-stream";
    // The status is whatever a backend sent; Hono's type lists the known ones.
    return c.body(own(answer.body), answer.status as ContentfulStatusCode, {
        "Content-Type": type,
    });
}

/** The same bytes; the web types want to know that the memory isn't shared, which ours never is. */
function own(body: Uint8Array): Uint8Array<ArrayBuffer> {
    return body.buffer instanceof ArrayBuffer
        ? new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
        : new Uint8Array(body);
}
