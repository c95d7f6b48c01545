import type { Context } from "hono";

/** What a request carries: the id of its session. */
export interface ShopEnv {
    Variables: { session: string };
}

export type ShopContext = Context<ShopEnv>;

/** A JSON body without a content type, as the front-end passes it through. */
export function bare(c: ShopContext, value: unknown, status: 200 | 201 = 200): Response {
    const body = JSON.stringify(value);
    return c.body(body, status, { "Content-Length": String(Buffer.byteLength(body)) });
}

/** A backend's error inside a 200. */
export function goError(c: ShopContext, error: string): Response {
    return bare(c, { error, status_code: 500, status_text: "Internal Server Error" });
}

/** The front-end's own error. */
export function refused(c: ShopContext, message: string): Response {
    return c.json({ message, error: {} }, 500);
}

/** An error of the orders service, relayed. */
export function bootError(c: ShopContext, status: 406 | 500, message: string): Response {
    const error = status === 406 ? "Not Acceptable" : "Internal Server Error";
    return c.json({ timestamp: Date.now(), status, error, message, path: "/orders" }, status);
}
