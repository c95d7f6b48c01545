import { Hono } from "hono";
import { BootError, springJson, wrongMethod } from "../../platform/spring-app.ts";
import type { Carts } from "./carts.ts";

/** `/carts/{customerId}` and `/carts/{customerId}/merge`. */
export function cartRoutes(carts: Carts): Hono {
    const app = new Hono();
    app.get("/carts/:customerId", async (c) => {
        const customerId = c.req.param("customerId");
        // Upstream makes the cart here; ours is made by its first line. That the store is asked at all
        // keeps the error of a lost one.
        await carts.lines(customerId);
        return springJson(c, 200, { customerId });
    });
    app.delete("/carts/:customerId", async (c) => {
        await carts.remove(c.req.param("customerId"));
        return c.body(null, 202);
    });
    app.all("/carts/:customerId", wrongMethod);
    app.get("/carts/:customerId/merge", async (c) => {
        const sessionId = c.req.query("sessionId");
        if (sessionId === undefined) {
            throw new BootError(
                400,
                "org.springframework.web.bind.MissingServletRequestParameterException",
                "Required String parameter 'sessionId' is not present",
            );
        }
        await carts.merge(c.req.param("customerId"), sessionId);
        return c.body(null, 202);
    });
    app.all("/carts/:customerId/merge", wrongMethod);
    return app;
}
