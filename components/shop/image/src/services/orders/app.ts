import type { Hono } from "hono";
import { dependencyHealth } from "../../platform/java-dialect.ts";
import type { SpringLog } from "../../platform/java-dialect.ts";
import { springApp } from "../../platform/spring-app.ts";
import type { InFlight } from "./in-flight.ts";
import { orderRoutes } from "./order-routes.ts";
import type { PlaceOrder } from "./place-order.ts";
import { readRoutes } from "./read-routes.ts";
import { routeLabel } from "./route-label.ts";
import type { OrderStore } from "./store.ts";

/** What the app is built from; tests give their own. */
export interface OrdersParts {
    port: number;
    log: SpringLog;
    store: OrderStore;
    place: PlaceOrder;
    inFlight: InFlight;
    /** True once the store has answered. */
    ready: () => boolean;
}

/** The routes of orders. Building it opens nothing. */
export function createOrders(parts: OrdersParts): Hono {
    const { port, log, store, place, inFlight, ready } = parts;
    const app = springApp({
        service: "orders",
        port,
        log,
        route: routeLabel,
        health: () => dependencyHealth("orders", "orders-db", () => store.ping()),
        ready,
    });
    app.route("/", orderRoutes(place, inFlight));
    app.route("/", readRoutes(store));
    return app;
}
