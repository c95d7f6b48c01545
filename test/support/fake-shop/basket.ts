import { Hono } from "hono";
import { getCookie } from "hono/cookie";
import { type ShopContext, type ShopEnv, bare, refused } from "./answers.ts";
import type { Line, ShopState } from "./state.ts";

/** The basket of a visitor or a customer. */
export function fakeBasket(state: ShopState): Hono<ShopEnv> {
    const app = new Hono<ShopEnv>();
    const lines = (c: ShopContext): Line[] => {
        const session = c.get("session");
        const known = getCookie(c, "logged_in") === undefined ? undefined : session;
        return state.cart(state.customers.get(known ?? "") ?? session);
    };
    app.use("/cart/*", async (c, next) => {
        if (state.down.has("carts")) return refused(c, "connect ECONNREFUSED");
        return next();
    });
    app.get("/cart", (c) => bare(c, lines(c)));
    app.post("/cart", async (c) => {
        const { id } = await c.req.json<{ id: string }>();
        const line = lines(c).find(({ itemId }) => itemId === id);
        const unitPrice = state.socks.find((sock) => sock.id === id)?.price ?? 0;
        if (line === undefined) lines(c).push({ itemId: id, quantity: 1, unitPrice });
        else line.quantity += 1;
        return c.body(null, 201);
    });
    app.post("/cart/update", async (c) => {
        const { id, quantity } = await c.req.json<{ id: string; quantity: number }>();
        const line = lines(c).find(({ itemId }) => itemId === id);
        if (line === undefined) return refused(c, "Unable to add to cart. Status code: 500");
        line.quantity = quantity;
        return c.body(null, 202);
    });
    app.delete("/cart", (c) => {
        lines(c).splice(0);
        return c.body(null, 202);
    });
    app.delete("/cart/:id", (c) => {
        const index = lines(c).findIndex(({ itemId }) => itemId === c.req.param("id"));
        if (index < 0) return c.body(null, 500);
        lines(c).splice(index, 1);
        return c.body(null, 202);
    });
    return app;
}
