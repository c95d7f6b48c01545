import type { Context } from "hono";
import { goJson } from "../../platform/go-dialect.ts";

const STATUS_TEXT = { 400: "Bad Request", 500: "Internal Server Error" } as const;

/** A successful answer. */
export function answer(c: Context, value: unknown): Response {
    return c.body(goJson(value), 200, { "Content-Type": "application/json; charset=utf-8" });
}

/** An error as the Go services send it; upstream sets the JSON content type too late, so it is text. */
export function failure(c: Context, error: string, status: keyof typeof STATUS_TEXT): Response {
    const body = { error, status_code: status, status_text: STATUS_TEXT[status] };
    return c.body(goJson(body), status, { "Content-Type": "text/plain; charset=utf-8" });
}

/** Go's answer to an unknown path, and to a wrong method. */
export function notFound(c: Context): Response {
    return c.body("404 page not found\n", 404, {
        "Content-Type": "text/plain; charset=utf-8",
        "X-Content-Type-Options": "nosniff",
    });
}
