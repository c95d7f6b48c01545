import assert from "node:assert/strict";
import { incident6 } from "../../../../incidents/incident-6/incident.ts";
import type { Reading } from "../../../../incidents/incident.ts";
import { answers, CALM, holding, missing, stored } from "../readings.ts";

const [refusedLine = ""] = (incident6.looks?.logs ?? []).map((watch) => watch.name);
const declined = {
    status: 406,
    orderStatus: undefined,
    message:
        'Payment gateway error: Post "http://stripe-mock/v1/charges": dial tcp 10.96.0.7:80: connect: connection refused',
};
const deployments = {
    "stripe-mock": { want: 0, available: 0, pods: 0, came: 0 },
    payment: { want: 1, available: 1, pods: 1, came: 0 },
};
const red: Reading = {
    ...CALM,
    orders: { answers: answers(declined), stored: stored("PAYMENT_FAILED") },
    deployments,
    logLines: { [refusedLine]: 4 },
};

describe("signature of incident-6", () => {
    it("holds where a healthy payment declines for want of its gateway", () => {
        assert.deepEqual(missing(incident6, red), []);
        assert.deepEqual(holding(incident6, "mustNot", red), []);
        assert.deepEqual(holding(incident6, "recovered", red), []);
    });
    it("needs the gateway's error: a declined amount is another thing", () => {
        const message = "Payment declined: amount exceeds 105.00";
        const orders = { answers: answers({ ...declined, message }), stored: [] };
        assert.deepEqual(missing(incident6, { ...red, orders }), ["new orders answer 406"]);
    });
    it("needs payment to say so, and the gateway to be gone", () => {
        const lines = { [refusedLine]: 2 };
        assert.deepEqual(missing(incident6, { ...red, logLines: lines }), ["payment says why"]);
        const there = {
            ...deployments,
            "stripe-mock": { want: 1, available: 1, pods: 1, came: 0 },
        };
        assert.deepEqual(missing(incident6, { ...red, deployments: there }), [
            "stripe-mock is at 0 replicas",
        ]);
    });
    it("is refuted by a payment that is down, which is incident 3", () => {
        for (const payment of [
            { want: 0, available: 0, pods: 0, came: 0 },
            { want: 1, available: 0, pods: 1, came: 0 },
        ]) {
            const changed = { ...red, deployments: { ...deployments, payment } };
            assert.deepEqual(holding(incident6, "mustNot", changed), ["payment not available"]);
        }
        const restarts = { "sock-shop/payment": 1 };
        assert.deepEqual(holding(incident6, "mustNot", { ...red, restarts }), [
            "a restart anywhere",
        ]);
    });
    it("is over when new orders are shipped", () => {
        const orders = { answers: answers({}), stored: stored("SHIPPED") };
        assert.equal(holding(incident6, "recovered", { ...red, orders }).length, 1);
    });
});
