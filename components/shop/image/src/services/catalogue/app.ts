import { Hono } from "hono";
import type { LogLine } from "../../platform/log.ts";
import { createMetrics } from "../../platform/metrics.ts";
import { answer, failure, notFound } from "./answers.ts";
import type { Endpoints } from "./endpoints.ts";
import type { Images } from "./images.ts";
import { routeLabel } from "./route-label.ts";
import { sockRoutes } from "./sock-routes.ts";

/** What the app is built from; tests give their own. */
export interface CatalogueParts {
    endpoints: Endpoints;
    images: Images;
    log: LogLine;
}

/** The catalogue's routes. Building it opens nothing. */
export function createCatalogue({ endpoints, images, log }: CatalogueParts): Hono {
    const app = new Hono();
    const metrics = createMetrics(["method", "route", "status_code", "isWS"]);

    app.use(async (c, next) => {
        const began = performance.now();
        await next();
        const isWS = c.req.header("upgrade")?.toLowerCase() === "websocket";
        metrics.observe(
            {
                method: c.req.raw.method,
                route: routeLabel(c.req.path),
                status_code: c.res.status,
                isWS: String(isWS),
            },
            performance.now() - began,
        );
    });
    app.all("/metrics", async (c) =>
        c.body(await metrics.text(), 200, { "Content-Type": metrics.contentType }),
    );
    // Routes are GET only upstream; Hono would also answer HEAD.
    app.use(async (c, next) => (c.req.raw.method === "GET" ? next() : notFound(c)));
    app.get("/catalogue/images/*", (c) => {
        const image = images.get(c.req.path.slice("/catalogue/images/".length));
        return image === undefined
            ? notFound(c)
            : c.body(image, 200, { "Content-Type": "image/jpeg" });
    });
    app.route("/", sockRoutes(endpoints));
    // A path prefix upstream: whatever follows is ignored.
    app.get("/:health{health.*}", async (c) => answer(c, { health: await endpoints.health() }));
    app.notFound(notFound);
    app.onError((error, c) => {
        const text = `Do: ${error.message}`;
        log("app.ts:1", { err: text });
        return failure(c, text, 500);
    });
    return app;
}
