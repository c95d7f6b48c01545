import { Hono } from "hono";
import type { Write } from "../../platform/log.ts";
import { accountRoutes } from "./account-routes.ts";
import type { Backends } from "./backends.ts";
import { cartRoutes } from "./cart-routes.ts";
import { catalogueRoutes } from "./catalogue-routes.ts";
import { countRequests } from "./count-requests.ts";
import { errorBody, errorStatus, notFoundPage } from "./errors.ts";
import { readJson } from "./json-body.ts";
import { loginRoutes } from "./login-routes.ts";
import { orderRoutes } from "./order-routes.ts";
import { pageRoutes } from "./page-routes.ts";
import type { Pages } from "./pages.ts";
import { logRequests } from "./request-log.ts";
import type { FrontEndEnv } from "./request-variables.ts";
import { HTML, JSON_TYPE, typed } from "./respond.ts";
import { visits } from "./sessions/middleware.ts";
import { createSessions } from "./sessions/sessions.ts";
import type { SessionStore } from "./sessions/store.ts";
import { trailingSlash } from "./trailing-slash.ts";

/** What the app is built from; tests give their own. */
export interface FrontEndParts {
    backends: Backends;
    /** Base of the carts as orders reaches them, such as `http://carts`. */
    cartsUrl: string;
    sessions: SessionStore;
    /** Signs the session cookie. */
    secret: string;
    pages: Pages;
    log: Write;
}

/**
 * The front-end's routes, in upstream's middleware order: slash, metrics, pages, session, body, routes.
 * So a page (and with it every probe of `/`) is counted but neither logged nor given a session, and
 * needs no store. The log comes before the body, unlike upstream's, to show requests refused there.
 */
export function createFrontEnd(parts: FrontEndParts): Hono<FrontEndEnv> {
    const { backends, cartsUrl, pages, log } = parts;
    const sessions = createSessions(parts.sessions, parts.secret);
    const app = new Hono<FrontEndEnv>();
    app.use(trailingSlash);
    countRequests(app);
    app.route("/", pageRoutes(pages));
    app.use(logRequests(log));
    app.use(visits(sessions));
    app.use(readJson);
    app.route("/", catalogueRoutes(backends));
    app.route("/", cartRoutes(backends));
    app.route("/", loginRoutes(backends, sessions, log));
    app.route("/", accountRoutes(backends));
    app.route("/", orderRoutes(backends, cartsUrl, log));
    app.notFound((c) => typed(c, 404, HTML, notFoundPage(c.req.method, c.req.path)));
    app.onError((error, c) => typed(c, errorStatus(error), JSON_TYPE, errorBody(error)));
    return app;
}
