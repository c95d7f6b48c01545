import { Hono } from "hono";
import type { Write } from "../../platform/log.ts";
import { at, json, sending, textAt } from "./backends.ts";
import type { Backends } from "./backends.ts";
import { orderFor } from "./place-order.ts";
import { relayed } from "./relay.ts";
import { pathAndQuery } from "./request-log.ts";
import type { FrontEndEnv } from "./request-variables.ts";
import { untyped } from "./respond.ts";
import { customerOf } from "./sessions/middleware.ts";

/** @param cartsUrl where orders finds the carts */
export function orderRoutes(backends: Backends, cartsUrl: string, log: Write): Hono<FrontEndEnv> {
    const { orders } = backends;
    const app = new Hono<FrontEndEnv>();

    app.get("/orders", async (c) => {
        const customerId = encodeURIComponent(await customerOf(c));
        const answer = await orders(`/orders/search/customerId?sort=date&custId=${customerId}`);
        const found = answer.status === 404 ? [] : listIn(json(answer, "orders"));
        if (found === undefined) {
            throw new Error(`Unable to read orders. Status code: ${answer.status}`);
        }
        // 201 is upstream's, and the contract's.
        return untyped(c, 201, JSON.stringify(found));
    });
    app.get("/orders/*", async (c) => relayed(c, await orders(pathAndQuery(c.req.url))));
    app.post("/orders", async (c) => {
        const order = await orderFor(backends, cartsUrl, await customerOf(c));
        // Links only: nothing of a card or an address is in it.
        log(`Posting Order: ${JSON.stringify(order)}`);
        const answer = await orders("/orders", sending("POST", order));
        log(`Order response: ${summary(answer.status, json(answer, "orders"))}`);
        return untyped(c, answer.status, answer.body);
    });
    return app;
}

function listIn(body: unknown): unknown[] | undefined {
    const list = at(body, "_embedded", "customerOrders");
    return Array.isArray(list) ? list : undefined;
}

/** What an operator needs of an answer, and nothing that a customer typed. */
function summary(statusCode: number, body: unknown): string {
    return JSON.stringify({
        statusCode,
        id: textAt(body, "id"),
        status: at(body, "status"),
        message: textAt(body, "message"),
    });
}
