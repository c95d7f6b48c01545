import type { Registry } from "@prometheus-io/client";
import { Hono } from "hono";
import type { Context } from "hono";
import { readBody } from "./body.ts";
import type { DatedEntry, SpringLog } from "./java-dialect.ts";
import { JAVA_BUCKETS, createMetrics } from "./metrics.ts";
import { StoreLost } from "./store-lost.ts";

/** An answer that ends a request with Spring Boot 1.4's error body. */
export class BootError extends Error {
    readonly status: BootStatus;
    readonly exception: string;

    /** @param exception full name of the Java class that upstream throws here */
    constructor(status: BootStatus, exception: string, message: string) {
        super(message);
        this.status = status;
        this.exception = exception;
    }
}

const REASONS = {
    400: "Bad Request",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    413: "Payload Too Large",
    415: "Unsupported Media Type",
    500: "Internal Server Error",
    503: "Service Unavailable",
} as const;
export type BootStatus = keyof typeof REASONS;

export interface SpringParts {
    /** Name of the service; the `service` label and part of `X-Application-Context`. */
    service: string;
    port: number;
    log: SpringLog;
    /** The `route` label of a path: the mapping's pattern, `other` for what is none. */
    route: (path: string, method: string) => string;
    health: () => Promise<DatedEntry[]>;
    /** True when the service can serve; `/ready` tells the kubelet. */
    ready: () => boolean;
    /** Where Prometheus reads. Default `/metrics`. */
    metricsPath?: string;
    /** Adds the service's own metrics. */
    register?: (registry: Registry) => void;
}

/**
 * An app with what all Java services of upstream have: the histogram, `/health`, `/metrics`, error
 * bodies; and `/ready`, which is ours. Routes come after, `finishSpringApp` last.
 * Upstream does not count requests that end in an exception; ours does, alerts need them.
 */
export function springApp(parts: SpringParts): Hono {
    const { service, port, log, route, health, ready, metricsPath = "/metrics" } = parts;
    const app = new Hono();
    const metrics = createMetrics(["service", "method", "route", "status_code"], JAVA_BUCKETS);
    parts.register?.(metrics.registry);
    app.use(async (c, next) => {
        const began = performance.now();
        await next();
        c.header("X-Application-Context", `${service}:${port}`);
        if (c.req.path === metricsPath || c.req.path === "/ready") return;
        metrics.observe(
            {
                service,
                method: c.req.raw.method.toUpperCase(),
                route: route(c.req.path, c.req.raw.method),
                status_code: c.res.status,
            },
            performance.now() - began,
        );
    });
    app.get(metricsPath, async (c) =>
        c.body(await metrics.text(), 200, { "Content-Type": metrics.contentType }),
    );
    app.get("/health", async (c) => springJson(c, 200, { health: await health() }));
    app.get("/ready", (c) => (ready() ? c.text("ready") : c.text("not connected yet", 503)));
    app.notFound((c) => bootError(c, 404, undefined, "No message available"));
    app.onError((error, c) => {
        if (error instanceof BootError) {
            return bootError(c, error.status, error.exception, error.message);
        }
        log("ERROR", "o.a.c.c.C.[.[.[/].[dispatcherServlet]", `Servlet.service() threw: ${error}`);
        if (error instanceof StoreLost) {
            const exception = "org.springframework.dao.DataAccessResourceFailureException";
            return bootError(c, 500, exception, "The store does not answer");
        }
        // The text of an unexpected error may hold an address or a query: not for clients.
        return bootError(c, 500, "java.lang.IllegalStateException", "Internal error");
    });
    return app;
}

/** JSON as the Java services send it. */
export function springJson(c: Context, status: 200 | 201, value: unknown): Response {
    return c.body(JSON.stringify(value), status, {
        "Content-Type": "application/json;charset=UTF-8",
    });
}

/** Spring Boot 1.4's error body. */
function bootError(
    c: Context,
    status: BootStatus,
    exception: string | undefined,
    message: string,
): Response {
    const body = {
        timestamp: Date.now(),
        status,
        error: REASONS[status],
        ...(exception === undefined ? {} : { exception }),
        message,
        path: c.req.path,
    };
    return c.body(JSON.stringify(body), status, {
        "Content-Type": "application/json;charset=UTF-8",
    });
}

/** What Spring says of a body that it can't make an object of. */
export function unreadable(why: string): BootError {
    return new BootError(
        400,
        "org.springframework.http.converter.HttpMessageNotReadableException",
        `Could not read document: ${why}`,
    );
}

/** For `app.all(path, wrongMethod)` after a path's routes. */
export function wrongMethod(c: Context): never {
    throw new BootError(
        405,
        "org.springframework.web.HttpRequestMethodNotSupportedException",
        `Request method '${c.req.method}' not supported`,
    );
}

/**
 * The JSON value of a request: 415 for another content type, 413 above the size that is read, 400 for
 * malformed JSON.
 */
export async function springBody(c: Context): Promise<unknown> {
    const type = c.req.header("content-type") ?? "";
    if (!/^application\/(json|[a-z.+-]*\+json)\b/i.test(type)) {
        throw new BootError(
            415,
            "org.springframework.web.HttpMediaTypeNotSupportedException",
            `Content type '${type}' not supported`,
        );
    }
    const body = await readBody(c);
    if (body.kind === "too large") {
        throw new BootError(
            413,
            "org.springframework.web.multipart.MultipartException",
            "The request body is too large",
        );
    }
    try {
        return JSON.parse(body.text) as unknown;
    } catch {
        throw unreadable("the request body is not valid JSON");
    }
}
