import assert from "node:assert/strict";
import { PageWatch } from "../../../../incidents/witness/page-watch.ts";
import type { PageSample } from "../../../../incidents/witness/samples.ts";

const GOOD: PageSample = { latencyMs: 10, status: 200, error: undefined };
const OPEN: PageSample = { latencyMs: 2, status: 200, error: "circuit breaker is open" };

describe("witness of pages", () => {
    it("keeps those of the last 12 s", () => {
        const watch = new PageWatch();
        watch.add(GOOD, 0, 1_000);
        watch.add(OPEN, 0, 13_000);
        assert.equal(watch.count, 2);
        watch.add(GOOD, 0, 13_001);
        assert.equal(watch.count, 2);
        assert.equal(watch.failures, 1);
    });
    it("leaves out what was asked for before it forgot", () => {
        const watch = new PageWatch();
        watch.add(GOOD, 0, 1);
        watch.forget(10);
        watch.add(GOOD, 9, 11);
        assert.equal(watch.count, 0);
        watch.add(GOOD, 10, 11);
        assert.equal(watch.count, 1);
    });
    it("keeps how slow the good pages of a window were at most, until the next command", () => {
        const watch = new PageWatch();
        const slow = { ...GOOD, latencyMs: 3_000 };
        for (const ms of [1, 2, 3, 4]) watch.add(slow, 0, ms);
        assert.equal(watch.goodPeakP95Ms, 0, "four are too few");
        watch.add(OPEN, 0, 5);
        assert.equal(watch.goodPeakP95Ms, 0, "no good one");
        watch.add(GOOD, 0, 6);
        assert.equal(watch.goodPeakP95Ms, 3_000);
        watch.forget(7);
        for (const ms of [8, 9, 10, 11, 12]) watch.add(GOOD, 7, ms);
        assert.equal(watch.goodPeakP95Ms, 3_000);
        watch.began(13);
        assert.equal(watch.goodPeakP95Ms, 0);
    });
    it("counts an open breaker only from the first good page after a command", () => {
        const watch = new PageWatch();
        watch.began(10);
        watch.add(OPEN, 10, 11);
        assert.equal(watch.figures().breakerOpenShare, 0);
        assert.equal(watch.figures().failedShare, 1);
        watch.add(GOOD, 10, 12);
        watch.add(OPEN, 10, 13);
        assert.equal(watch.figures().breakerOpenShare, 0.5);
        // Whoever forgets pages goes on with a shop that has served.
        watch.forget(14);
        watch.add(OPEN, 14, 15);
        assert.equal(watch.figures().breakerOpenShare, 1);
        watch.began(20);
        watch.add(OPEN, 20, 21);
        assert.equal(watch.figures().breakerOpenShare, 0);
    });
});
