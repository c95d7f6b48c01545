import { Hono } from "hono";
import type { Get } from "../../platform/http-client.ts";
import type { Write } from "../../platform/log.ts";
import { catalogueRoutes } from "./catalogue-routes.ts";
import { errorBody, notFoundPage } from "./errors.ts";
import { countRequests } from "./count-requests.ts";
import type { FrontEndEnv } from "./request-variables.ts";
import { pageRoutes } from "./page-routes.ts";
import type { Pages } from "./pages.ts";
import { logRequests } from "./request-log.ts";
import { trailingSlash } from "./trailing-slash.ts";

/** What the app is built from; tests give their own. */
export interface FrontEndParts {
    catalogue: Get;
    pages: Pages;
    log: Write;
}

/**
 * The front-end's routes, in upstream's middleware order: slash, metrics, pages, log, routes. So a
 * page (and with it every probe of `/`) is counted but not logged, and asks no backend.
 */
export function createFrontEnd({ catalogue, pages, log }: FrontEndParts): Hono<FrontEndEnv> {
    const app = new Hono<FrontEndEnv>();
    app.use(trailingSlash);
    countRequests(app);
    app.route("/", pageRoutes(pages));
    app.use(logRequests(log));
    app.route("/", catalogueRoutes(catalogue));
    app.notFound((c) => {
        const body = notFoundPage(c.req.method, c.req.path);
        c.set("length", Buffer.byteLength(body));
        return c.html(body, 404);
    });
    app.onError((error, c) => {
        const body = errorBody(error);
        c.set("length", Buffer.byteLength(body));
        return c.body(body, 500, { "Content-Type": "application/json; charset=utf-8" });
    });
    return app;
}
