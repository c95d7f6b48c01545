import assert from "node:assert/strict";
import type { ShopClient } from "../support/shop-client.ts";
import { unique } from "../support/shop-accounts.ts";
import { useShop } from "../support/shop-fixture.ts";
import { healthy, histogramTests, JAVA_BUCKETS, scrape } from "../support/shop-observability.ts";
import { bootError, refused, type Row, rows } from "../support/shop-rows.ts";
import { valueOf } from "../support/shop-metrics.ts";
import { queueDepth, queueDrained } from "../support/shop-scenarios.ts";
import { STORES } from "../../components/shop/topology.ts";

const JSON_TYPE = "application/json;charset=UTF-8";
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

// shop-api.md, sections 7 and 8.
describe("contract: shipping and queue-master", function () {
    this.timeout(60_000);
    const shop = useShop();
    const shipping = (): Promise<ShopClient> => shop.backend("shipping");
    const queueMaster = (): Promise<ShopClient> => shop.backend("queue-master");
    const post = (json: unknown, row: Omit<Row, "ask">): Row => ({
        ask: "POST /shipping",
        when: JSON.stringify(json).slice(0, 60),
        json,
        ...row,
    });
    const created = { status: 201, type: JSON_TYPE };
    const unreadable = { status: 400, check: bootError(/./) };

    describe("shipping", () => {
        rows(shipping, [
            post({ id: "s-1", name: "n-1" }, { ...created, is: { id: "s-1", name: "n-1" } }),
            post({ id: "s-2" }, { ...created, is: { id: "s-2", name: "" } }),
            post(
                { name: "n-3" },
                {
                    ...created,
                    check: (answer) => {
                        const { id, name } = answer.json() as { id: string; name: string };
                        assert.match(id, UUID);
                        assert.equal(name, "n-3");
                    },
                },
            ),
            post(
                { id: "s-4", name: "n-4", more: 1 },
                { ...created, is: { id: "s-4", name: "n-4" } },
            ),
            post({ id: { $gt: "" }, name: "n" }, unreadable),
            post([], unreadable),
            { ask: "POST /shipping", when: "malformed", text: '{"id":', ...unreadable },
            {
                ask: "POST /shipping",
                when: "not JSON",
                text: "id=1",
                headers: { "content-type": "application/x-www-form-urlencoded" },
                status: 415,
                check: bootError(/./, /HttpMediaTypeNotSupportedException$/),
            },
            {
                ...post({ id: "x".repeat(101 * 1024) }, { status: 413, check: refused }),
                when: "more than 100 KiB",
            },
            {
                ask: "DELETE /shipping",
                status: 405,
                check: bootError(/DELETE/, /HttpRequestMethodNotSupportedException$/),
            },
            { ask: "GET /shipping", status: 200, says: "GET ALL Shipping Resource." },
            {
                ask: "GET /shipping/77",
                status: 200,
                says: "GET Shipping Resource with id: 77",
            },
            { ask: "GET /nope", status: 404, check: bootError("No message available") },
            {
                ask: "GET /health",
                status: 200,
                type: JSON_TYPE,
                check: (answer) => {
                    healthy(["shipping-rabbitmq", "shipping"], "date")(answer);
                    assert.match(String(answer.headers["x-application-context"]), /^shipping:\d+$/);
                },
            },
        ]);
        const labels = (
            method: string,
            route: string,
            status_code = "200",
        ): Record<string, string> => ({
            ...{ service: "shipping", method, route, status_code },
        });
        histogramTests(shipping, JAVA_BUCKETS, [
            [post({ name: "metrics" }, { status: 201 }), labels("POST", "/shipping", "201")],
            [{ ask: "GET /shipping", status: 200 }, labels("GET", "/shipping")],
            [{ ask: "GET /shipping/77", status: 200 }, labels("GET", "/shipping/{id}")],
            [{ ask: "GET /health", status: 200 }, labels("GET", "/health")],
        ]);
    });

    describe("queue-master", () => {
        rows(queueMaster, [
            {
                ask: "GET /health",
                status: 200,
                type: JSON_TYPE,
                check: healthy(["queue-master", "queue-master-rabbitmq"], "date"),
            },
            { ask: "GET /ready", status: 200 },
            { ask: "GET /nope", status: 404, check: bootError("No message available") },
        ]);

        it("GET /prometheus is what Prometheus reads, and counts the shipments", async () => {
            const count = async (): Promise<number> =>
                valueOf(
                    await scrape(await queueMaster(), "/prometheus"),
                    "shipments_received_total",
                );
            const before = await count();
            const name = unique("customer");
            const since = new Date();
            await (await shipping()).post("/shipping", { name });
            await shop.logged("queue-master", new RegExp(name), since);
            assert.ok((await count()) > before);
        });
    });

    it("logs each shipment once on both sides, and leaves the queue empty", async () => {
        const name = unique("customer");
        const since = new Date();
        await (await shipping()).post("/shipping", { name });
        await shop.logged("shipping", /^Adding shipment to queue\.\.\.$/, since);
        const line = new RegExp(`Received shipment task: ${name}$`);
        await shop.logged("queue-master", line, since);
        await queueDrained(shop);
        assert.equal((await shop.logged("queue-master", line, since)).length, 1);
        assert.equal((await queueDepth(shop)).consumers, 1);
    });

    it("keeps a script or a line break in a name on one line of the log", async () => {
        const name = unique("customer");
        const since = new Date();
        await (
            await shipping()
        ).post("/shipping", { name: `${name}\nReceived shipment task: forged` });
        const lines = await shop.logged("queue-master", new RegExp(name), since);
        assert.deepEqual(
            lines.map((line) => line.endsWith("forged")),
            [true],
        );
    });

    it("the broker's Prometheus endpoint tells of the queue", async () => {
        const broker = await shop.at("rabbitmq", STORES.rabbitmq.ports.metrics);
        const samples = await scrape(broker, "/metrics/per-object");
        const queue = { queue: "shipping-task" };
        assert.equal(valueOf(samples, "rabbitmq_queue_consumers", queue), 1);
    });

    it("the broker's management refuses guest", async () => {
        const broker = await shop.at("rabbitmq", STORES.rabbitmq.ports.management);
        const guest = { authorization: `Basic ${btoa("guest:guest")}` };
        assert.equal((await broker.get("/api/overview", guest)).status, 401);
        assert.equal((await broker.get("/api/overview")).status, 401);
    });
});
