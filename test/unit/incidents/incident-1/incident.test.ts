import assert from "node:assert/strict";
import { incident1 } from "../../../../incidents/incident-1/incident.ts";
import type { Reading } from "../../../../incidents/incident.ts";
import { CALM, holding, missing } from "../readings.ts";

const end = { reason: "OOMKilled", exitCode: 137 };
const red: Reading = {
    ...CALM,
    failedShare: 0.8,
    restarts: { "sock-shop/front-end": 3 },
    terminations: { "front-end": { ends: [end, end], hasBackedOff: true } },
    events: [],
};

describe("signature of incident-1", () => {
    it("holds for a front-end that is killed for its memory again and again", () => {
        assert.deepEqual(missing(incident1, red), []);
        assert.deepEqual(holding(incident1, "mustNot", red), []);
        assert.deepEqual(holding(incident1, "recovered", red), []);
    });
    it("needs the kernel's kill: a liveness probe's is incident 2", () => {
        const ends = [
            { reason: "Completed", exitCode: 0 },
            { reason: "Error", exitCode: 137 },
        ];
        const terminations = { "front-end": { ends, hasBackedOff: true } };
        assert.deepEqual(missing(incident1, { ...red, terminations }), ["front-end is OOMKilled"]);
    });
    it("takes the event BackOff as well as the status, and no other's", () => {
        const terminations = { "front-end": { ends: [end], hasBackedOff: false } };
        const events = [{ reason: "BackOff", workload: "front-end", kind: "Pod", count: 1 }];
        assert.deepEqual(missing(incident1, { ...red, terminations, events }), []);
        const others = [{ reason: "BackOff", workload: "user", kind: "Pod", count: 1 }];
        assert.deepEqual(missing(incident1, { ...red, terminations, events: others }), [
            "front-end is held back from its next start",
        ]);
    });
    it("needs three restarts, and more than half of the pages failed", () => {
        const few = { ...red, restarts: { "sock-shop/front-end": 2 }, failedShare: 0.5 };
        assert.deepEqual(missing(incident1, few), [
            "front-end restarts",
            "most product pages fail",
        ]);
    });
    it("is refuted by a restart of anything else", () => {
        const restarts = { "sock-shop/front-end": 3, "sock-shop/user-db": 1 };
        assert.deepEqual(holding(incident1, "mustNot", { ...red, restarts }), [
            "a restart of anything but front-end",
        ]);
    });
    it("is over when pages are fast and none fails", () => {
        assert.equal(holding(incident1, "recovered", CALM).length, 1);
    });
});
