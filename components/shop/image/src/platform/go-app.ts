import { Hono } from "hono";
import type { Context } from "hono";
import { goJson } from "./go-dialect.ts";
import type { LogLine } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import type { Metrics } from "./metrics.ts";
import { StoreLost } from "./store-lost.ts";

const STATUS_TEXT = {
    400: "Bad Request",
    401: "Unauthorized",
    404: "Not Found",
    413: "Request Entity Too Large",
    500: "Internal Server Error",
} as const;
export type GoStatus = keyof typeof STATUS_TEXT;

/** An answer that ends a request with the Go services' error body. */
export class GoError extends Error {
    readonly status: GoStatus;

    constructor(status: GoStatus, message: string) {
        super(message);
        this.status = status;
    }
}

export interface GoParts {
    /** The `route` label of a path. */
    route: (method: string, path: string) => string;
    log: LogLine;
    /** True when the service can serve; `/ready` tells the kubelet. */
    ready: () => boolean;
}

/**
 * An app with what the Go services of upstream share: the histogram, `/metrics`, error bodies, the 404
 * of unknown paths and wrong methods; and `/ready`, which is ours. Routes are added after.
 */
export function goApp({ route, log, ready }: GoParts): {
    app: Hono;
    metrics: Metrics<"method" | "route" | "status_code" | "isWS">;
} {
    const app = new Hono();
    const metrics = createMetrics(["method", "route", "status_code", "isWS"]);
    app.use(async (c, next) => {
        const began = performance.now();
        await next();
        if (c.req.path === "/ready") return;
        const isWS = c.req.header("upgrade")?.toLowerCase() === "websocket";
        metrics.observe(
            {
                method: c.req.raw.method,
                route: route(c.req.raw.method, c.req.path),
                status_code: c.res.status,
                isWS: String(isWS),
            },
            performance.now() - began,
        );
    });
    app.get("/metrics", async (c) =>
        c.body(await metrics.text(), 200, { "Content-Type": metrics.contentType }),
    );
    app.get("/ready", (c) => (ready() ? c.text("ready") : c.text("not connected yet", 503)));
    // Hono answers HEAD by GET; Go's routers don't.
    app.use(async (c, next) => (c.req.raw.method === "HEAD" ? notFound(c) : next()));
    app.notFound(notFound);
    app.onError((error, c) => {
        if (error instanceof GoError) return failure(c, error.message, error.status);
        log("app.ts:1", { err: error.message });
        // The first text is that of upstream's database driver.
        const lost = error instanceof StoreLost;
        return failure(c, lost ? "no reachable servers" : "internal error", 500);
    });
    return { app, metrics };
}

/** A successful answer; the newline at the end is Go's. */
export function goAnswer(
    c: Context,
    value: unknown,
    type = "application/json; charset=utf-8",
): Response {
    return c.body(goJson(value), 200, { "Content-Type": type });
}

/** An error as the Go services send it; upstream sets the JSON content type too late, so it is text. */
export function failure(c: Context, error: string, status: GoStatus): Response {
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
