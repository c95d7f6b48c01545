import assert from "node:assert/strict";
import { incident4 } from "../../../../incidents/incident-4/incident.ts";
import type { Reading } from "../../../../incidents/incident.ts";
import { CALM, holding, missing } from "../readings.ts";

const red: Reading = {
    ...CALM,
    catalogueP95Ms: 2_000,
    cpuPercentOfLimit: { "front-end": 99 },
};

describe("signature of incident-4", () => {
    it("holds where everybody waits for the front-end's CPU", () => {
        assert.deepEqual(missing(incident4, red), []);
        assert.deepEqual(holding(incident4, "mustNot", red), []);
        assert.deepEqual(holding(incident4, "recovered", red), []);
    });
    it("needs the front-end's CPU: slow pages alone are incident 8", () => {
        for (const cpuPercentOfLimit of [{ "front-end": 69 }, {}]) {
            assert.deepEqual(missing(incident4, { ...red, cpuPercentOfLimit }), [
                "front-end works at its CPU limit",
            ]);
        }
        assert.deepEqual(missing(incident4, { ...red, catalogueP95Ms: 1_999 }), [
            "product pages are slow",
        ]);
    });
    it("is refuted by pages that fail and by any restart, which is incident 2", () => {
        const failing = (failedShare: number, pageErrors: Reading["pageErrors"]): string[] =>
            holding(incident4, "mustNot", { ...red, failedShare, pageErrors });
        assert.deepEqual(failing(0.05, { "500": 2 }), ["product pages fail"]);
        assert.deepEqual(failing(0.05, { "500": 1, "no answer": 1 }), ["product pages fail"]);
        assert.deepEqual(failing(0.049, { "500": 2 }), []);
        assert.deepEqual(failing(0.06, { "no answer": 1 }), []);
        const restarts = { "sock-shop/front-end": 1 };
        assert.deepEqual(holding(incident4, "mustNot", { ...red, restarts }), [
            "a restart anywhere",
        ]);
    });
});
