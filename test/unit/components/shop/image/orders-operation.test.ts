import assert from "node:assert/strict";
import { StoreLost } from "../../../../../components/shop/image/src/platform/store-lost.ts";
import { LINKS, networkError, ordersBench } from "./fake-orders.ts";
import type { OrdersBench } from "./fake-orders.ts";
import { get, id, ids } from "./orders-reader.ts";

describe("orders: deleting and operation", () => {
    let bench: OrdersBench;

    beforeEach(() => {
        bench = ordersBench();
    });

    it("deletes an order, once", async () => {
        await bench.place();
        const remove = async (): Promise<[number, string]> => {
            const path = `/orders/${id(1)}`;
            const answer = await bench.app.request(path, { method: "DELETE" });
            return [answer.status, await answer.text()];
        };
        assert.deepEqual(await remove(), [204, ""]);
        assert.deepEqual(await remove(), [404, ""]);
        assert.equal((await get(bench, `/orders/${id(1)}`)).status, 404);
    });

    for (const [method, path] of [
        ["PUT", `/orders/${id(1)}`],
        ["PATCH", `/orders/${id(1)}`],
        ["POST", `/orders/${id(1)}`],
        ["PUT", "/orders"],
        ["DELETE", "/orders"],
        ["POST", "/orders/search/customerId"],
    ] as const) {
        it(`answers 405 to ${method} ${path}`, async () => {
            await bench.place();
            const answer = await bench.app.request(path, { method, body: "{}" });
            const { message, exception } = (await answer.json()) as Record<string, unknown>;
            assert.deepEqual(
                [answer.status, exception, message],
                [
                    405,
                    "org.springframework.web.HttpRequestMethodNotSupportedException",
                    `Request method '${method}' not supported`,
                ],
            );
            assert.equal(bench.store.saved.get(id(1))?.status, "SHIPPED");
        });
    }

    it("answers 500 without a word of where the store is when that is gone, and recovers", async () => {
        await bench.place();
        bench.store.broken = new StoreLost("connect ECONNREFUSED 10.96.1.2:27017");
        for (const path of ["/orders", `/orders/${id(1)}`, "/orders/search/customerId?custId=x"]) {
            const answer = await get(bench, path);
            const { exception, message } = (await answer.json()) as Record<string, unknown>;
            assert.deepEqual(
                [answer.status, exception, message],
                [
                    500,
                    "org.springframework.dao.DataAccessResourceFailureException",
                    "The store does not answer",
                ],
            );
        }
        bench.store.broken = undefined;
        assert.deepEqual(await ids(bench, "/orders"), [id(1)]);
    });

    it("keeps /health at 200 and says err when the store is gone", async () => {
        const health = async (): Promise<unknown> => {
            const answer = await get(bench, "/health");
            assert.equal(answer.status, 200);
            return JSON.parse((await answer.text()).replace(/"\d{4}-[^"]+Z"/g, '"D"'));
        };
        const entries = (status: string): unknown => ({
            health: [
                { service: "orders", status: "OK", date: "D" },
                { service: "orders-db", status, date: "D" },
            ],
        });
        assert.deepEqual(await health(), entries("OK"));
        bench.store.broken = new Error("gone");
        assert.deepEqual(await health(), entries("err"));
    });

    it("is ready once the store has answered", async () => {
        assert.equal((await get(bench, "/ready")).status, 200);
        bench.ready = false;
        assert.equal((await get(bench, "/ready")).status, 503);
    });

    it("counts requests by upstream's patterns, failed ones too", async () => {
        await bench.place();
        await bench.place({});
        bench.answer(LINKS.items, networkError("ECONNREFUSED"));
        await bench.place();
        await get(bench, "/orders");
        await get(bench, "/orders/search");
        await get(bench, "/orders/search/customerId?custId=x");
        await get(bench, `/orders/${id(1)}`);
        await get(bench, "/orders/unknown");
        await get(bench, "/health");
        await get(bench, "/what/ever");
        await get(bench, "/ready");
        const text = await (await get(bench, "/metrics")).text();
        const counts = text
            .split("\n")
            .filter((line) => line.startsWith("request_duration_seconds_count"));
        const series = (method: string, route: string, status: number): string =>
            `request_duration_seconds_count{service="orders",method="${method}",route="${route}",status_code="${status}"} 1`;
        assert.deepEqual(counts, [
            series("POST", "/orders", 201),
            series("POST", "/orders", 406),
            series("POST", "/orders", 500),
            series("GET", "/{repository}", 200),
            series("GET", "/{repository}/search", 200),
            series("GET", "/{repository}/search/{search}", 200),
            series("GET", "/{repository}/{id}", 200),
            series("GET", "/{repository}/{id}", 404),
            series("GET", "/health", 200),
            series("GET", "other", 404),
        ]);
        const bounds = [...text.matchAll(/_bucket\{le="([^"]+)",service="orders",[^}]*"404"/g)];
        assert.ok(bounds.some(([, bound]) => bound === "0.075"));
    });
});
