import assert from "node:assert/strict";
import { KubeError } from "../../../../../components/kube/client.ts";
import type { LogLine } from "../../../../../components/monitoring/client/log-reader.ts";
import { SIGNALS } from "../../../../../components/monitoring/signals/catalogue.ts";
import { AlertCollector } from "../../../../../incidents/evidence/collect/alert-collector.ts";
import { ContentRecord } from "../../../../../incidents/evidence/collect/content-record.ts";
import { EventCollector } from "../../../../../incidents/evidence/collect/event-collector.ts";
import { LoadCollector } from "../../../../../incidents/evidence/collect/load-collector.ts";
import { LogCollector } from "../../../../../incidents/evidence/collect/log-collector.ts";
import { MetricCollector } from "../../../../../incidents/evidence/collect/metric-collector.ts";
import { OrderRecord } from "../../../../../incidents/evidence/collect/order-record.ts";
import type { SeriesDefinition } from "../../../../../incidents/evidence/schema/metric.ts";
import { deployment, FakeWriter, snapshot, sources } from "./fake-sources.ts";

const BEGAN = new Date("2026-01-01T00:10:00Z");
const later = (seconds: number): Date => new Date(BEGAN.getTime() + seconds * 1000);

describe("collected metrics", () => {
    const one = (id: string): SeriesDefinition => {
        return { id, group: "latency", title: "t", unit: "seconds", promql: id };
    };
    it("go on where they ended, from three minutes before the run", async () => {
        const asked: string[] = [];
        const writer = new FakeWriter();
        const collector = new MetricCollector(
            {
                series: (promql, from, to, stepS) => {
                    asked.push(
                        [promql, from.toISOString(), to.toISOString(), `${stepS}`].join(" "),
                    );
                    return Promise.resolve([]);
                },
            },
            writer,
            [one("a")],
            BEGAN,
        );
        await collector.collect(later(7));
        await collector.collect(later(12));
        await collector.collect(later(40));
        assert.deepEqual(asked, [
            "a 2026-01-01T00:07:00.000Z 2026-01-01T00:10:00.000Z 15",
            "a 2026-01-01T00:10:15.000Z 2026-01-01T00:10:30.000Z 15",
        ]);
    });
    it("are figures of six digits; what is none is null", async () => {
        const writer = new FakeWriter();
        const metric = { __name__: "x", namespace: "sock-shop", instance: "1.2.3.4:80" };
        const series = sources({
            series: () =>
                Promise.resolve([
                    {
                        metric: { ...metric, service: "orders" },
                        values: [
                            [1, "0.123456789"],
                            [16, "NaN"],
                            [31, "+Inf"],
                        ],
                    },
                ]),
        });
        await new MetricCollector(series, writer, [one("a")], BEGAN).collect(later(20));
        assert.deepEqual(writer.of("metrics"), [
            {
                series: "a",
                labels: { service: "orders" },
                samples: [
                    [1, 0.123457],
                    [16, null],
                    [31, null],
                ],
            },
        ]);
    });
    it("are asked for again, from where they were, after a time without an answer", async () => {
        const asked: string[] = [];
        let isAway = true;
        const series = sources({
            series: (promql, from) => {
                asked.push(`${promql} ${from.toISOString().slice(11, 19)}`);
                if (isAway && promql === "b") return Promise.reject(new Error("no answer"));
                return Promise.resolve([]);
            },
        });
        const definitions = [one("a"), one("b"), one("c")];
        const collector = new MetricCollector(series, new FakeWriter(), definitions, BEGAN);
        await assert.rejects(collector.collect(later(20)), /no answer/);
        isAway = false;
        await collector.collect(later(40));
        assert.deepEqual(asked, [
            ...["a 00:07:00", "b 00:07:00"],
            ...["a 00:10:30", "b 00:07:00", "c 00:07:00"],
        ]);
    });
    it("name a query that is refused, and go on with the others", async () => {
        const writer = new FakeWriter();
        const asked: string[] = [];
        const series = sources({
            series: (promql) => {
                asked.push(promql);
                return promql === "a"
                    ? Promise.reject(new KubeError(400, "parse error"))
                    : Promise.resolve([]);
            },
        });
        await new MetricCollector(series, writer, [one("a"), one("b")], BEGAN).collect(later(20));
        assert.deepEqual(asked, ["a", "b"]);
        assert.deepEqual(writer.gaps, ["metrics a: parse error"]);
    });
});

describe("collected logs", () => {
    const line = (message: string, time = "2026-01-01T00:09:30Z"): LogLine => {
        return { time, service: "orders", pod: "p", message, fields: {} };
    };
    it("are of each workload, and say how many were left out", async () => {
        const writer = new FakeWriter();
        const asked: unknown[] = [];
        const logs = sources({
            lineCounts: () => Promise.resolve({ "front-end": 5_000, user: 1 }),
            lines: (service, from, to, limit) => {
                asked.push([service, from.toISOString(), to.toISOString(), limit]);
                return Promise.resolve([line(service)]);
            },
        });
        const collector = new LogCollector(logs, writer, BEGAN);
        await collector.collect(later(20));
        // From a minute before, to ten seconds ago; ten lines a second at the most, of each five seconds.
        assert.deepEqual(asked.slice(0, 2), [
            ["front-end", "2026-01-01T00:09:00.000Z", "2026-01-01T00:09:04.999Z", 50],
            ["front-end", "2026-01-01T00:09:05.000Z", "2026-01-01T00:09:09.999Z", 50],
        ]);
        assert.deepEqual(asked.slice(-2), [
            ["front-end", "2026-01-01T00:10:10.000Z", "2026-01-01T00:10:10.000Z", 50],
            ["user", "2026-01-01T00:09:00.000Z", "2026-01-01T00:10:10.000Z", 1],
        ]);
        assert.equal(asked.length, 16);
        assert.deepEqual(writer.left, [["logs", 4_985]]);
        assert.equal(writer.of("logs").at(-1)?.message, "user");
        asked.length = 0;
        await collector.collect(later(40));
        assert.deepEqual(asked.at(-1), [
            ...["user", "2026-01-01T00:10:10.001Z", "2026-01-01T00:10:30.000Z", 1],
        ]);
    });
    it("are written once where a part of an answer fails", async () => {
        const writer = new FakeWriter();
        let isAway = true;
        const logs = sources({
            lineCounts: () => Promise.resolve({ orders: 1, user: 1 }),
            lines: (service) => {
                if (isAway && service === "user") return Promise.reject(new Error("no answer"));
                return Promise.resolve([line(service)]);
            },
        });
        const collector = new LogCollector(logs, writer, BEGAN);
        await assert.rejects(collector.collect(later(20)), /no answer/);
        assert.equal(writer.written.length, 0);
        isAway = false;
        await collector.collect(later(40));
        assert.equal(writer.of("logs").length, 2);
    });
    it("cut a line that is a book, and say so in it", async () => {
        const writer = new FakeWriter();
        const logs = sources({
            lineCounts: () => Promise.resolve({ orders: 1 }),
            lines: () => Promise.resolve([line("x".repeat(4_010))]),
        });
        await new LogCollector(logs, writer, BEGAN).collect(later(20));
        const [kept] = writer.of("logs");
        assert.equal(kept?.message, `${"x".repeat(4_000)}… (10 characters more)`);
    });
});

describe("collected events", () => {
    it("are written when they are first told, and when they are told again", async () => {
        const writer = new FakeWriter();
        let count = 1;
        const event = { type: "Warning", reason: "BackOff", object: "Pod/a", message: "m" };
        const events = sources({
            events: () =>
                Promise.resolve([
                    { at: "2026-01-01T00:10:01Z", ...event, count },
                    // Of the look whether events come through.
                    { at: "2026-01-01T00:10:01Z", ...event, count, reason: "TelemetryTest" },
                ]),
        });
        const collector = new EventCollector(events, writer, BEGAN);
        await collector.collect();
        await collector.collect();
        count = 3;
        await collector.collect();
        assert.deepEqual(
            writer.of("events").map((one) => one.count),
            [1, 3],
        );
    });
});

describe("collected figures of a load", () => {
    const tick = (second: number): string =>
        JSON.stringify({
            t: `2026-01-01T00:10:0${second}Z`,
            ...{ users: 1, rps: 1, failuresPerSecond: 0, meanMs: null, p50Ms: null, p95Ms: null },
        });
    const figures = {
        ...{ requests: 1, failures: 0, requestsPerSecond: 1, meanMs: 1, p50Ms: 1 },
        ...{ p95Ms: 1, maxMs: 1, slow: { over2s: 0, over3s: 0, over5s: 0 } },
    };
    const report = JSON.stringify({ report: { total: figures, endpoints: {}, errors: {} } });

    it("are taken once each, whatever else the log says", async () => {
        const writer = new FakeWriter();
        const since: (string | undefined)[] = [];
        const logs = [
            `starting\n${tick(1)}\n{"half":`,
            `${tick(1)}\n${tick(3)}\n${report}\n`,
            `${tick(3)}\n${report}\n`,
        ];
        const load = sources({
            loadLog: (_stack, from) => {
                since.push(from?.toISOString());
                return Promise.resolve(logs.shift() ?? "");
            },
        });
        const collector = new LoadCollector(load, writer, "incident-1");
        for (let turn = 0; turn < 3; turn++) await collector.collect();
        assert.deepEqual(since, [
            undefined,
            "2026-01-01T00:10:01.000Z",
            "2026-01-01T00:10:03.000Z",
        ]);
        assert.deepEqual(
            writer.of("load").map((one) => ("report" in one ? "report" : one["t"])),
            ["2026-01-01T00:10:01Z", "2026-01-01T00:10:03Z", "report"],
        );
    });
});

describe("collected alerts", () => {
    it("tell from the applied incident on, and again when they have ended", async () => {
        const writer = new FakeWriter();
        const name = "SockShopQueueConsumerDown";
        const alert = {
            ...{ fingerprint: "f", name, labels: { severity: "critical" }, annotations: {} },
            ...{ startsAt: "2026-01-01T00:10:30+00:00", toldAt: "2026-01-01T00:10:31Z" },
        };
        let ended = {};
        const collector = new AlertCollector(
            sources({ alerts: () => Promise.resolve([{ ...alert, ...ended }]) }),
            writer,
            SIGNALS,
            "incident-5",
            BEGAN,
        );
        await collector.collect();
        assert.equal(writer.written.length, 0);
        collector.applied(later(20));
        await collector.collect();
        await collector.collect();
        ended = { endsAt: "2026-01-01T00:12:00Z" };
        await collector.collect();
        const first = {
            ...{ name, severity: "critical", declared: "must", labels: { severity: "critical" } },
            ...{ startsAt: "2026-01-01T00:10:30.000Z", secondsAfterApply: 10 },
        };
        assert.deepEqual(writer.of("alerts"), [
            first,
            { ...first, endsAt: "2026-01-01T00:12:00.000Z" },
        ]);
    });
});

describe("the shop's content", () => {
    const field = "spec.template.spec.containers[?(@.name=='catalogue-db')].resources.limits.cpu";
    it("has each change once, with old and new value, and what was not put back", async () => {
        const writer = new FakeWriter();
        const changed = { "Deployment/catalogue-db": deployment("catalogue-db", "20m") };
        const record = new ContentRecord(
            sources({
                objects: () => Promise.resolve(changed),
                broker: () =>
                    Promise.resolve({
                        policies: [],
                        queues: [{ name: "shipping-task", depth: 7 }] as never,
                    }),
            }),
            writer,
        );
        await record.duringObjects(BEGAN);
        assert.equal(writer.written.length, 0, "nothing to compare with yet");
        record.before(snapshot());
        for (let turn = 0; turn < 2; turn++) {
            await record.duringObjects(BEGAN);
            await record.duringBroker(BEGAN);
        }
        record.after(snapshot({ takenAt: "2026-01-01T00:20:00Z", rows: { sock: 8 } }));
        const change = { object: "Deployment/catalogue-db", field, old: '"200m"', new: '"20m"' };
        assert.deepEqual(writer.of("changes"), [
            { at: BEGAN.toISOString(), moment: "during", ...change },
            {
                ...{ at: "2026-01-01T00:20:00Z", moment: "after" },
                ...{ object: "sock", field: "rows", old: "9", new: "8" },
            },
        ]);
        const [object] = writer.of("objects");
        assert.equal(object?.object, "Deployment/catalogue-db");
        assert.deepEqual(Object.keys(object?.content ?? {}).sort(), [
            ...["apiVersion", "kind", "metadata", "spec"],
        ]);
        assert.deepEqual(
            writer.of("stores").map(({ moment, rows, documents }) => [moment, rows, documents]),
            ["before", "after"].map((moment, index) => [
                moment,
                { sock: 9 - index },
                { orders: { count: 2, byStatus: { SHIPPED: 1, PAID: 1 } } },
            ]),
        );
    });
});

describe("the witness's orders", () => {
    it("are each answer once, and each order when it changes", () => {
        const writer = new FakeWriter();
        const record = new OrderRecord(writer);
        const answer = {
            ...{ asked: "POST /orders", status: 201, orderStatus: "PAID", message: "" },
            ...{ atMs: 1_000, tookMs: 50 },
        };
        const order = { id: "5f", status: "PAID", hasShipment: false };
        record.seen(BEGAN, { answers: [answer], stored: [order] });
        record.seen(BEGAN, { answers: [answer], stored: [order] });
        record.seen(BEGAN, {
            answers: [answer, { ...answer, atMs: 2_000, orderStatus: undefined }],
            stored: [{ ...order, status: "SHIPPED", hasShipment: true }],
        });
        assert.deepEqual(
            writer
                .of("orders")
                .map((one) => (one.kind === "answer" ? one.at : `${one.id} ${one.status}`)),
            [
                ...["1970-01-01T00:00:01.000Z", "5f PAID"],
                ...["1970-01-01T00:00:02.000Z", "5f SHIPPED"],
            ],
        );
    });
});
