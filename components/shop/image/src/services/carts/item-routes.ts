import { Hono } from "hono";
import { springBody, springJson, wrongMethod } from "../../platform/spring-app.ts";
import type { Carts } from "./carts.ts";
import { sentLine } from "./line.ts";

/** `/carts/{customerId}/items` and `/carts/{customerId}/items/{itemId}`. */
export function itemRoutes(carts: Carts): Hono {
    const app = new Hono();
    const items = "/carts/:customerId/items";
    app.get(items, async (c) => springJson(c, 200, await carts.lines(c.req.param("customerId"))));
    app.post(items, async (c) => {
        const sent = sentLine(await springBody(c));
        return springJson(c, 201, await carts.add(c.req.param("customerId"), sent));
    });
    app.patch(items, async (c) => {
        const sent = sentLine(await springBody(c));
        await carts.setQuantity(c.req.param("customerId"), sent);
        return c.body(null, 202);
    });
    app.all(items, wrongMethod);
    const item = "/carts/:customerId/items/:itemId";
    app.get(item, async (c) => {
        const { customerId, itemId } = c.req.param();
        return springJson(c, 200, await carts.line(customerId, itemId));
    });
    app.delete(item, async (c) => {
        const { customerId, itemId } = c.req.param();
        await carts.removeLine(customerId, itemId);
        return c.body(null, 202);
    });
    app.all(item, wrongMethod);
    return app;
}
