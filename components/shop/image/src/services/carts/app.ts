import type { Hono } from "hono";
import { dependencyHealth } from "../../platform/java-dialect.ts";
import type { SpringLog } from "../../platform/java-dialect.ts";
import { springApp } from "../../platform/spring-app.ts";
import { cartRoutes } from "./cart-routes.ts";
import { createCarts } from "./carts.ts";
import { itemRoutes } from "./item-routes.ts";
import { routeLabel } from "./route-label.ts";
import type { CartStore } from "./store.ts";

/** What the app is built from; tests give their own. */
export interface CartsParts {
    store: CartStore;
    port: number;
    log: SpringLog;
    /** True once the store has answered. */
    ready: () => boolean;
}

/** The routes of carts. Building it opens nothing. */
export function createCartsApp({ store, port, log, ready }: CartsParts): Hono {
    const app = springApp({
        service: "carts",
        port,
        log,
        route: routeLabel,
        health: () => dependencyHealth("carts", "carts-db", () => store.ping()),
        ready,
    });
    const carts = createCarts(store);
    app.route("/", cartRoutes(carts));
    app.route("/", itemRoutes(carts));
    return app;
}
