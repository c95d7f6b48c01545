import assert from "node:assert/strict";
import { incident2 } from "../../../../incidents/incident-2/incident.ts";
import type { Reading } from "../../../../incidents/incident.ts";
import { CALM, holding, missing } from "../readings.ts";

function ended(reason: string, exitCode: number): NonNullable<Reading["terminations"]> {
    return { "front-end": { ends: [{ reason, exitCode }], hasBackedOff: false } };
}

const red: Reading = {
    ...CALM,
    goodPeakP95Ms: 5_000,
    failedShare: 0.5,
    restarts: { "sock-shop/front-end": 2 },
    backends: { catalogue: { meanMs: 3, slowestMeanMs: 9, baselineMeanMs: 1.5 } },
    terminations: ended("Error", 143),
};

describe("signature of incident-2", () => {
    it("holds for a front-end that restarts before backends that are slow", () => {
        assert.deepEqual(missing(incident2, red), []);
        assert.deepEqual(holding(incident2, "mustNot", red), []);
        assert.deepEqual(holding(incident2, "recovered", red), []);
    });
    it("needs each of its signs", () => {
        const backends = {
            catalogue: { meanMs: 3, slowestMeanMs: 2.9, baselineMeanMs: 1.5 },
        };
        assert.deepEqual(missing(incident2, { ...red, backends }), [
            "catalogue is slower than at rest",
        ]);
        assert.deepEqual(missing(incident2, { ...red, backends: {} }), [
            "catalogue is slower than at rest",
        ]);
        const restarts = { "sock-shop/front-end": 1 };
        assert.deepEqual(missing(incident2, { ...red, restarts }), ["front-end restarts"]);
        for (const goodPeakP95Ms of [1_999, 0]) {
            assert.deepEqual(missing(incident2, { ...red, goodPeakP95Ms }), [
                "good answers take seconds",
            ]);
        }
    });
    it("is refuted by a front-end that is killed for its memory", () => {
        const terminations = ended("OOMKilled", 137);
        assert.deepEqual(holding(incident2, "mustNot", { ...red, terminations }), [
            "front-end is OOMKilled",
        ]);
    });
    it("is refuted by a backend that restarts", () => {
        const restarts = { "sock-shop/front-end": 2, "sock-shop/catalogue": 1 };
        assert.deepEqual(holding(incident2, "mustNot", { ...red, restarts }), [
            "a restart of anything but front-end",
        ]);
    });
});
