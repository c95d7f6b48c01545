import type { Hono } from "hono";
import { createMetrics } from "../../platform/metrics.ts";
import type { FrontEndEnv } from "./request-variables.ts";
import { shownPath } from "./shown-path.ts";

/** Distinct paths that get a series of their own; beyond that they share `other`. */
const MAX_ROUTES = 500;

/**
 * `/metrics`, and the histogram of all else. The label is the whole path in lower case, as upstream
 * has it; unlike upstream the number of labels has an end, or a scan would fill the memory.
 */
export function countRequests(app: Hono<FrontEndEnv>): void {
    const metrics = createMetrics(["service", "method", "route", "status_code"]);
    const routes = new Set<string>();

    const routeLabel = (path: string): string => {
        const route = shownPath(path).toLowerCase();
        if (!routes.has(route)) {
            if (routes.size >= MAX_ROUTES) {
                return "other";
            }
            routes.add(route);
        }
        return route;
    };

    app.get("/metrics", async (c) =>
        c.body(await metrics.text(), 200, { "Content-Type": metrics.contentType }),
    );
    app.use(async (c, next) => {
        const began = performance.now();
        await next();
        metrics.observe(
            {
                service: "front-end",
                method: c.req.raw.method.toLowerCase(),
                route: routeLabel(c.req.path),
                status_code: c.res.status,
            },
            performance.now() - began,
        );
    });
}
