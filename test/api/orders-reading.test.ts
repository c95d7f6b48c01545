import assert from "node:assert/strict";
import { ADDRESS } from "../support/shop-accounts.ts";
import type { Answer } from "../support/shop-client.ts";
import { bootError, rows } from "../support/shop-rows.ts";
import { HAL, line, type Listed, LiveOrders } from "./live-orders.ts";

// shop-api.md, section 4; `status` is an addition of this shop.
describe("contract: orders", function () {
    this.timeout(60_000);
    const live = new LiveOrders();
    const { orders } = live;

    describe("reading", () => {
        it("GET /orders/{id} is a HAL entity without ids, its links from the request's host", async () => {
            const { one, answer } = await live.placed([line("sock-a", 1, 18)]);
            const order = answer.json() as { id: string; date: string };
            const found = await (await orders()).get(`/orders/${order.id}`, { host: "orders" });
            assert.equal(found.status, 200, found.toString());
            assert.equal(found.headers["content-type"], HAL);
            const self = { href: `http://orders/orders/${order.id}` };
            assert.deepEqual(found.json(), {
                customerId: one.id,
                customer: {
                    firstName: "Sam",
                    lastName: "Shopper",
                    username: one.username,
                    addresses: [],
                    cards: [],
                },
                address: ADDRESS,
                card: { longNum: one.longNum, expires: "12/30", ccv: "123" },
                items: [line("sock-a", 1, 18)],
                shipment: { name: one.id },
                date: order.date,
                total: 22.99,
                status: "SHIPPED",
                _links: { self, order: self },
            });
        });

        it("GET /orders/search/customerId lists a customer's orders in order of insertion", async () => {
            const one = await live.customer([line("a", 1, 8)]);
            const client = await orders();
            const ids: string[] = [];
            for (const _ of [1, 2, 3]) {
                const answer = await client.post("/orders", one.links);
                ids.push((answer.json() as { id: string }).id);
            }
            const { body, all } = await live.ordersOf(one.id);
            assert.deepEqual(
                all.map((order) => order._links.self.href.split("/").at(-1)),
                ids,
            );
            assert.deepEqual(Object.keys(body), ["_embedded", "_links"]);
        });

        it("GET /orders is a page of all", async () => {
            await live.placed([]);
            const answer = await (await orders()).get("/orders?size=1&page=0", { host: "orders" });
            assert.equal(answer.status, 200);
            assert.equal(answer.headers["content-type"], HAL);
            const body = answer.json() as {
                _embedded: { customerOrders: Listed[] };
                _links: Record<string, { href: string }>;
                page: Record<string, number>;
            };
            assert.equal(body._embedded.customerOrders.length, 1);
            assert.match(body._links["self"]?.href ?? "", /^http:\/\/orders\/orders/);
            assert.match(body._links["profile"]?.href ?? "", /\/profile\/orders$/);
            assert.match(body._links["search"]?.href ?? "", /\/orders\/search$/);
            const { size, number, totalElements, totalPages } = body.page;
            assert.deepEqual(
                { size, number, pages: totalPages },
                { size: 1, number: 0, pages: totalElements },
            );
        });

        it("DELETE /orders/{id} is a 204, and then a 404", async () => {
            const { answer } = await live.placed([]);
            const { id } = answer.json() as { id: string };
            const client = await orders();
            for (const status of [204, 404]) {
                assert.equal((await client.delete(`/orders/${id}`)).status, status);
            }
        });

        const noOrders = (answer: Answer): void => {
            const { _embedded } = answer.json() as { _embedded: unknown };
            assert.deepEqual(_embedded, { customerOrders: [] });
        };
        rows(orders, [
            {
                ask: "GET /orders/search/customerId?custId=nobody",
                status: 200,
                type: HAL,
                check: noOrders,
            },
            { ask: "GET /orders/search/customerId", status: 200, check: noOrders },
            {
                ask: "GET /orders/search/customerId?custId[$gt]=",
                when: "NoSQL in the query",
                status: 200,
                check: noOrders,
            },
            {
                ask: "GET /orders/search/customerId?custId=%7B%22$gt%22:%22%22%7D",
                when: "NoSQL in the value",
                status: 200,
                check: noOrders,
            },
            { ask: "GET /orders/search", status: 200, says: /templated/ },
            { ask: "GET /orders?size=20", status: 200, says: /"page":\{"size":20,/ },
            {
                ask: "GET /orders?size=-1&page=x",
                when: "as if not given",
                status: 200,
                says: /"size":20,/,
            },
            { ask: "GET /orders/000000000000000000000000", status: 404, says: "" },
            { ask: "GET /orders/socks", status: 404, says: "" },
            {
                ask: "PUT /orders/000000000000000000000000",
                when: "ours: an order that a client wrote would skip payment",
                json: {},
                status: 405,
                check: bootError(/PUT/),
            },
            { ask: "DELETE /orders", status: 405, check: bootError(/DELETE/) },
            { ask: "GET /nope", status: 404, check: bootError("No message available") },
        ]);
    });
});
