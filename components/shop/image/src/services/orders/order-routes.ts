import { Hono } from "hono";
import { springBody, springJson } from "../../platform/spring-app.ts";
import type { InFlight } from "./in-flight.ts";
import { readLinks } from "./links.ts";
import { orderJson } from "./order-json.ts";
import type { PlaceOrder } from "./place-order.ts";

/** POST `/orders`. Once read, an order goes its way whether its client waits for it or not. */
export function orderRoutes(place: PlaceOrder, inFlight: InFlight): Hono {
    const app = new Hono();
    app.post("/orders", async (c) => {
        const links = readLinks(await springBody(c));
        return springJson(c, 201, orderJson(await inFlight.track(place(links))));
    });
    return app;
}
