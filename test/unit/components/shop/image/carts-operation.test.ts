import assert from "node:assert/strict";
import { StoreLost } from "../../../../../components/shop/image/src/platform/store-lost.ts";
import { JSON_TYPE, cartsBench, failed, line } from "./carts-bench.ts";
import type { CartsBench } from "./carts-bench.ts";

describe("carts in operation", () => {
    let bench: CartsBench;

    beforeEach(() => {
        bench = cartsBench();
    });

    it("names itself in a header of every answer", async () => {
        for (const path of ["/carts/a", "/carts/a/items/none", "/nope"]) {
            const answer = await bench.app.request(path);
            assert.equal(answer.headers.get("x-application-context"), "carts:8080");
        }
    });

    it("answers 500 without a detail while the store is gone, and serves when it is back", async () => {
        await bench.add("a", "s1");
        bench.store.broken = new StoreLost("connect ECONNREFUSED 10.0.0.7:27017");
        for (const [method, path, body] of [
            ["GET", "/carts/a"],
            ["DELETE", "/carts/a"],
            ["GET", "/carts/a/merge?sessionId=s"],
            ["GET", "/carts/a/items"],
            ["GET", "/carts/a/items/s1"],
            ["POST", "/carts/a/items", '{"itemId":"s1"}'],
            ["PATCH", "/carts/a/items", '{"itemId":"s1"}'],
            ["DELETE", "/carts/a/items/s1"],
        ] as const) {
            const exception = "org.springframework.dao.DataAccessResourceFailureException";
            const message = "The store does not answer";
            const where = path.replace(/\?.*/, "");
            const answer = failed(500, "Internal Server Error", exception, message, where);
            assert.deepEqual(await bench.ask(method, path, body), answer);
        }
        assert.equal(bench.lines.length, 8);
        assert.match(
            bench.lines[0] ?? "",
            /ERROR \[carts,.* connect ECONNREFUSED 10\.0\.0\.7:27017$/,
        );
        bench.store.broken = undefined;
        assert.equal(await bench.items("a"), `[${line("s1", 1, 17.32)}]`);
    });

    it("keeps /health at 200 and says err when the store is gone", async () => {
        const health = async (): Promise<unknown> => {
            const [status, type, body] = await bench.ask("GET", "/health");
            return [status, type, body.replace(/"\d{4}-\d\d-\d\dT[\d:.]{12}Z"/g, '"T"')];
        };
        const entries = (status: string): unknown => [
            200,
            JSON_TYPE,
            '{"health":[{"service":"carts","status":"OK","date":"T"},' +
                `{"service":"carts-db","status":"${status}","date":"T"}]}`,
        ];
        assert.deepEqual(await health(), entries("OK"));
        bench.store.broken = new StoreLost("gone");
        assert.deepEqual(await health(), entries("err"));
    });

    it("is ready once it is told so", async () => {
        bench.isReady = false;
        assert.equal((await bench.ask("GET", "/ready"))[0], 503);
        bench.isReady = true;
        assert.equal((await bench.ask("GET", "/ready"))[0], 200);
    });

    it("counts requests under the mapping's patterns, unknown paths under one", async () => {
        await bench.ask("GET", "/carts/a");
        await bench.ask("GET", "/carts/b");
        await bench.ask("GET", "/carts/a/merge?sessionId=s");
        await bench.ask("GET", "/carts/a/items");
        await bench.ask("POST", "/carts/a/items", "{}");
        await bench.ask("GET", "/carts/a/items/none");
        await bench.ask("GET", "/health");
        await bench.ask("GET", "/what/ever");
        await bench.ask("GET", "/carts/a/items/b/c");
        const [, , text] = await bench.ask("GET", "/metrics");
        const counts = text.split("\n").filter((row) => row.includes("_seconds_count"));
        const series = (method: string, route: string, status: number, count = 1): string =>
            `request_duration_seconds_count{service="carts",method="${method}",route="${route}",status_code="${status}"} ${count}`;
        assert.deepEqual(counts, [
            series("GET", "/carts/{customerId}", 200, 2),
            series("GET", "/carts/{customerId}/merge", 202),
            series("GET", "/carts/{customerId:.*}/items", 200),
            series("POST", "/carts/{customerId:.*}/items", 201),
            series("GET", "/carts/{customerId:.*}/items/{itemId:.*}", 500),
            series("GET", "/health", 200),
            series("GET", "other", 404, 2),
        ]);
        assert.match(text, /_bucket\{le="0\.075",service="carts"/);
    });
});
