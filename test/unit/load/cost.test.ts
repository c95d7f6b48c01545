import assert from "node:assert/strict";
import { costOf } from "../../../load/cost.ts";
import type { LoadTick } from "../../../load/load-log.ts";

const START = Date.parse("2026-11-20T10:00:00.000Z");

/** Lines two seconds apart, each with its rate. */
function ticks(rates: readonly number[]): LoadTick[] {
    return rates.map((rps, index) => ({
        t: new Date(START + 2000 * (index + 1)).toISOString(),
        users: 1,
        rps,
        failuresPerSecond: 0,
        meanMs: 1,
        p50Ms: 1,
        p95Ms: 1,
    }));
}

/** A reading so many seconds after the start. */
function reading(seconds: number, cpuSeconds: number): { timeMs: number; cpuNanos: number } {
    return { timeMs: START + seconds * 1000, cpuNanos: cpuSeconds * 1e9 };
}

describe("costOf", () => {
    it("divides the CPU time between two readings by the requests between them", () => {
        // 100 requests/s all the time; 10 s from the first to the last reading, 0.5 s of CPU.
        const cost = costOf(ticks(Array.from({ length: 10 }, () => 100)), [
            reading(5, 1),
            reading(9, 1.1),
            reading(15, 1.5),
        ]);
        assert.ok(cost !== undefined);
        assert.ok(Math.abs(cost.cpuMsPerRequest - 0.5) < 1e-9, String(cost.cpuMsPerRequest));
        assert.ok(Math.abs(cost.requestsPerSecond - 100) < 1e-9);
    });

    it("counts a line in part where a reading falls into it", () => {
        // From 3 s to 7 s: one second at 100, two at 200, one at 300.
        const cost = costOf(ticks([100, 100, 200, 300]), [reading(3, 0), reading(7, 0.8)]);
        assert.ok(cost !== undefined);
        assert.ok(Math.abs(cost.cpuMsPerRequest - 1) < 1e-9, String(cost.cpuMsPerRequest));
    });

    it("leaves out the time in which next to nothing was asked", () => {
        const rates = [10, 10, 300, 300, 300, 300];
        const readings = [reading(2, 0), reading(7, 5), reading(11, 5.6)];
        // The first reading, and the CPU before the second, belong to the quiet time.
        assert.ok(Math.abs((costOf(ticks(rates), readings)?.cpuMsPerRequest ?? 0) - 0.5) < 1e-9);
    });

    it("says nothing of a container that was killed meanwhile", () => {
        const rates = [100, 100, 100, 100];
        assert.equal(costOf(ticks(rates), [reading(3, 9), reading(7, 0.2)]), undefined);
    });

    it("needs two readings while the load was on", () => {
        const rates = [100, 100, 100];
        assert.equal(
            costOf(ticks(rates), [reading(1, 0), reading(3, 1), reading(9, 2)]),
            undefined,
        );
        assert.equal(costOf(ticks(rates), []), undefined);
        assert.equal(costOf([], [reading(1, 0), reading(2, 1)]), undefined);
    });
});
