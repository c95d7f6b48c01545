import type { Hono } from "hono";
import { goApp } from "../../platform/go-app.ts";
import { health } from "../../platform/health.ts";
import type { LogLine } from "../../platform/log.ts";
import { accountRoutes } from "./account-routes.ts";
import { customerRoutes } from "./customer-routes.ts";
import { deleteRoute } from "./delete-route.ts";
import { entryRoutes } from "./entry-routes.ts";
import { halAnswer } from "./hal.ts";
import { addressKind, cardKind } from "./kinds.ts";
import { createObserve } from "./observe.ts";
import { routeLabel } from "./route-label.ts";
import { createShapes } from "./shapes.ts";
import type { UserStore } from "./store.ts";

/** What the app is built from; tests give their own. */
export interface UserAppParts {
    store: UserStore;
    /** Host, or host and port, of the links in answers; must resolve where front-end and orders run. */
    linkDomain: string;
    log: LogLine;
    /** True once the store has its index and its seed. */
    ready: () => boolean;
}

/** The routes of user. Building it opens nothing. */
export function createUserApp({ store, linkDomain, log, ready }: UserAppParts): Hono {
    const { app, metrics } = goApp({ route: routeLabel, log, ready });
    const shapes = createShapes(linkDomain);
    const observe = createObserve(metrics.registry, log);
    const parts = { store, shapes, observe };
    app.route("/", accountRoutes(parts));
    app.route("/", customerRoutes(parts));
    app.route("/", entryRoutes(addressKind(store, shapes), observe));
    app.route("/", entryRoutes(cardKind(store, shapes), observe));
    app.get("/:path{health.*}", async (c) => {
        const entries = await observe(
            "health",
            {},
            async () => {
                const answers = await store.ping().then(
                    () => true,
                    () => false,
                );
                return health("user", "user-db", answers);
            },
            (entries) => entries?.length ?? 0,
        );
        return halAnswer(c, { health: entries });
    });
    app.route("/", deleteRoute(parts));
    return app;
}
