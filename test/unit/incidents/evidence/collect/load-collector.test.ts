import assert from "node:assert/strict";
import { LoadCollector } from "../../../../../incidents/evidence/collect/load-collector.ts";
import { FakeWriter, sources } from "./fake-sources.ts";

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
