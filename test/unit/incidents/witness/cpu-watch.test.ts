import assert from "node:assert/strict";
import type { CpuCounters, LiveContainer } from "../../../../incidents/witness/cpu-samples.ts";
import { CpuWatch } from "../../../../incidents/witness/cpu-watch.ts";

const START = 1_700_000_000_000;
const counters = (id: string, second: number, usageSeconds: number, periods = 0): CpuCounters => ({
    id,
    timeMs: START + second * 1000,
    periods,
    throttledPeriods: periods / 2,
    usageSeconds,
});
const container = (id: string, startedAt = -3600): LiveContainer => ({
    id,
    name: "front-end",
    limitMilli: 200,
    startedMs: START + startedAt * 1000,
    isRunning: true,
});

describe("witness of CPU", () => {
    it("makes shares of the limit out of two counters that are far enough apart", () => {
        const watch = new CpuWatch();
        watch.add([counters("a", 0, 0, 100)], [container("a")]);
        assert.equal(watch.isReady(START), false);
        assert.deepEqual(watch.figures().percentOfLimit, {});
        watch.add([counters("a", 4, 1, 140)], [container("a")]);
        assert.deepEqual(watch.figures().percentOfLimit, {});
        watch.add([counters("a", 10, 2.5, 200)], [container("a")]);
        assert.equal(watch.isReady(START + 10_000), true);
        assert.deepEqual(watch.figures(), {
            throttledShare: { "front-end": 0.5 },
            percentOfLimit: { "front-end": 125 },
            peakPercentOfLimit: { "front-end": 125 },
        });
    });
    it("never compares a restarted container with the one before, so no figure is negative", () => {
        const watch = new CpuWatch();
        watch.add([counters("old", 0, 50)], [container("old")]);
        watch.add([counters("old", 10, 52)], [container("old")]);
        const young = container("new", 12);
        watch.add([counters("old", 10, 52), counters("new", 14, 0.4)], [young]);
        // Two seconds of life say nothing yet, and nobody waits for them.
        assert.deepEqual(watch.figures().percentOfLimit, {});
        assert.equal(watch.isReady(START + 14_000), true);
        watch.add([counters("new", 22, 1)], [young]);
        assert.deepEqual(watch.figures().percentOfLimit, { "front-end": 37.5 });
        assert.deepEqual(watch.figures().peakPercentOfLimit, { "front-end": 100 });
        watch.forgetPeaks();
        assert.deepEqual(watch.figures().peakPercentOfLimit, {});
    });
    it("counts a young container from its start, an old one not", () => {
        const watch = new CpuWatch();
        watch.add([counters("a", 20, 2)], [container("a", 10)]);
        assert.deepEqual(watch.figures().percentOfLimit, { "front-end": 100 });
        const other = new CpuWatch();
        other.add([counters("a", 20, 2)], [container("a", -20)]);
        assert.deepEqual(other.figures().percentOfLimit, {});
    });
    it("takes the pod that is worst off, and forgets the one that is gone", () => {
        const watch = new CpuWatch();
        const both = [container("a"), container("b")];
        watch.add([counters("a", 0, 0), counters("b", 0, 0)], both);
        watch.add([counters("a", 10, 2), counters("b", 10, 1)], both);
        assert.deepEqual(watch.figures().percentOfLimit, { "front-end": 100 });
        watch.add([counters("a", 10, 2), counters("b", 10, 1)], [container("b")]);
        assert.deepEqual(watch.figures().percentOfLimit, { "front-end": 50 });
    });
});
