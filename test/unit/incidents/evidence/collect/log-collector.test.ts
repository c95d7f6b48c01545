import assert from "node:assert/strict";
import type { LogLine } from "../../../../../components/monitoring/client/log-reader.ts";
import { LogCollector } from "../../../../../incidents/evidence/collect/log-collector.ts";
import { BEGAN, FakeWriter, later, sources } from "./fake-sources.ts";

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
