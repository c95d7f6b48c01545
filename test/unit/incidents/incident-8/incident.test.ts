import assert from "node:assert/strict";
import type { Reading } from "../../../../incidents/incident.ts";
import { incident8 } from "../../../../incidents/incident-8/incident.ts";
import { CALM } from "../readings.ts";

const starved: Reading = {
    ...CALM,
    catalogueP95Ms: 900,
    throttledShare: { "catalogue-db": 0.97 },
    cpuPercentOfLimit: { "front-end": 35 },
    restarts: { "sock-shop/front-end": 0 },
    phases: { "catalogue-db": "Running" },
};

/** Names of the criteria of a group that hold for a reading. */
function holding(group: "must" | "mustNot" | "recovered", change: Partial<Reading>): string[] {
    const reading = { ...starved, ...change };
    return incident8[group].filter((one) => one.holds(reading)).map((one) => one.name);
}

describe("signature of incident-8", () => {
    it("holds for a starved database, and says nothing else broke", () => {
        assert.equal(holding("must", {}).length, incident8.must.length);
        assert.deepEqual(holding("mustNot", {}), []);
        assert.deepEqual(holding("recovered", {}), []);
    });
    it("needs the throttling: slow pages alone are another incident", () => {
        assert.deepEqual(holding("must", { throttledShare: { "catalogue-db": 0.5 } }), [
            "product pages are slow, or the List breaker is open",
        ]);
        assert.equal(holding("must", { throttledShare: {} }).length, 1);
    });
    it("takes an open breaker for slow pages, and just under five times for none", () => {
        const fast = { catalogueP95Ms: 99.9, baselineP95Ms: 20 };
        assert.deepEqual(holding("must", fast), ["catalogue-db is throttled"]);
        assert.equal(holding("must", { ...fast, breakerOpenShare: 0.1 }).length, 2);
        assert.equal(holding("must", { ...fast, catalogueP95Ms: 100 }).length, 2);
        // Of an idle machine five times are next to nothing.
        assert.equal(holding("must", { catalogueP95Ms: 99.9, baselineP95Ms: 6 }).length, 1);
        assert.equal(holding("must", { catalogueP95Ms: 100, baselineP95Ms: 6 }).length, 2);
    });
    it("is refuted by whatever else breaks", () => {
        assert.deepEqual(holding("mustNot", { restarts: { "kube-system/dns": 1 } }), [
            "a restart anywhere",
        ]);
        assert.deepEqual(holding("mustNot", { cpuPercentOfLimit: { "front-end": 81 } }), [
            "front-end starved instead",
        ]);
        assert.deepEqual(holding("mustNot", { cpuPercentOfLimit: { catalogue: 81 } }), [
            "catalogue starved instead",
        ]);
        assert.deepEqual(holding("mustNot", { phases: {} }), ["database not Running"]);
    });
    it("is over when the database has its time and pages come without error", () => {
        const calm = { throttledShare: { "catalogue-db": 0.1 }, catalogueP95Ms: 12 };
        assert.equal(holding("recovered", calm).length, 2);
        assert.equal(holding("recovered", { ...calm, failedShare: 0.01 }).length, 1);
    });
});
