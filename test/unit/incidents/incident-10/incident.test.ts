import assert from "node:assert/strict";
import { incident10 } from "../../../../incidents/incident-10/incident.ts";
import type { Reading } from "../../../../incidents/incident.ts";
import { answers, CALM, holding, missing, stored } from "../readings.ts";

const ONE = { want: 1, available: 1, pods: 1, came: 0 };
const QUICK = "payments that payment answered in < 0.5 s";
const SLOW = "payments that payment took ≥ 0.5 s for";

const slow = (tookMs: number): Reading => ({
    ...CALM,
    deployments: { orders: ONE, payment: ONE },
    orders: { answers: answers({ tookMs }), stored: stored("SHIPPED") },
    logLines: { [QUICK]: 3, [SLOW]: 0 },
});

describe("incident-10", () => {
    it("is red where orders succeed and each takes the latency", () => {
        assert.deepEqual(missing(incident10, slow(2000)), []);
        assert.deepEqual(holding(incident10, "mustNot", slow(2000)), []);
        assert.deepEqual(missing(incident10, slow(1999)), ["new orders take long"]);
    });
    it("is not a payment that is slow itself", () => {
        const reading = { ...slow(2000), logLines: { [QUICK]: 3, [SLOW]: 1 } };
        assert.deepEqual(missing(incident10, reading), ["payment is never slow"]);
    });
    it("tells payment's own times apart by its log", () => {
        const [quick, late] = incident10.looks?.logs ?? [];
        const line = (took: string): string => `Payment authorized: ch_1a (${took}s)`;
        for (const took of ["0.00", "0.07", "0.49"]) {
            assert.ok(quick?.text.test(line(took)), took);
            assert.ok(!late?.text.test(line(took)), took);
        }
        for (const took of ["0.50", "1.02", "12.30"]) {
            assert.ok(!quick?.text.test(line(took)), took);
            assert.ok(late?.text.test(line(took)), took);
        }
    });
    it("forbids that an order fails", () => {
        const failing = answers({ status: 500, orderStatus: undefined }, 1);
        const reading = { ...slow(2000), orders: { answers: failing, stored: [] } };
        assert.deepEqual(holding(incident10, "mustNot", reading), ["an order fails"]);
    });
    it("is recovered once orders are quick", () => {
        assert.deepEqual(holding(incident10, "recovered", slow(1001)), ["new orders are shipped"]);
        assert.equal(holding(incident10, "recovered", slow(1000)).length, 2);
    });
});
