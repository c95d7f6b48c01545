import assert from "node:assert/strict";
import { incident9 } from "../../../../incidents/incident-9/incident.ts";
import type { Reading } from "../../../../incidents/incident.ts";
import { answers, CALM, holding, missing, stored } from "../readings.ts";

const ONE = { want: 1, available: 1, pods: 1, came: 0 };
const deployments = { shipping: ONE, orders: ONE, payment: ONE };
const GAVE_UP = "Shipping failed for order …, which stays PAID: …TimeoutException";
const TIMEOUT = "Unable to create order due to timeout from one of the services.";

/** Orders that are paid and not shipped, and a shipping that hears nothing. */
const PARTITIONED: Reading = {
    ...CALM,
    deployments,
    orders: {
        answers: answers({ status: 500, orderStatus: undefined, message: TIMEOUT }),
        stored: stored("PAID"),
    },
    logLines: { [GAVE_UP]: 3, "payments authorised": 3, "requests at shipping": 0 },
};

describe("incident-9", () => {
    it("is red where orders are paid, nobody ships them, and shipping hears nothing", () => {
        assert.deepEqual(missing(incident9, PARTITIONED), []);
        assert.deepEqual(holding(incident9, "mustNot", PARTITIONED), []);
    });
    it("is not a failure of payment, nor a shipping that refuses at once", () => {
        const unpaid = { ...PARTITIONED.logLines, "payments authorised": 0 };
        assert.deepEqual(missing(incident9, { ...PARTITIONED, logLines: unpaid }), [
            "customers are charged",
        ]);
        const refused = answers({ status: 500, orderStatus: undefined, message: "IO error" });
        const orders = { answers: refused, stored: stored("PAID") };
        assert.deepEqual(missing(incident9, { ...PARTITIONED, orders }), ["new orders answer 500"]);
    });
    it("is not a shipping that was reached", () => {
        const logLines = { ...PARTITIONED.logLines, "requests at shipping": 1 };
        assert.deepEqual(missing(incident9, { ...PARTITIONED, logLines }), [
            "shipping hears nothing",
        ]);
    });
    it("forbids that shipping itself breaks, and that an order slips through", () => {
        const down = { ...deployments, shipping: { ...ONE, available: 0 } };
        assert.deepEqual(holding(incident9, "mustNot", { ...PARTITIONED, deployments: down }), [
            "shipping not available",
        ]);
        const slipped = [...stored("PAID", 1), ...stored("SHIPPED", 1)];
        const orders = { answers: [], stored: slipped };
        assert.deepEqual(holding(incident9, "mustNot", { ...PARTITIONED, orders }), [
            "an order shipped",
        ]);
        const before = { answers: [], stored: slipped.toReversed() };
        assert.deepEqual(holding(incident9, "mustNot", { ...PARTITIONED, orders: before }), []);
    });
    it("is recovered once new orders are shipped", () => {
        const orders = { answers: answers({}), stored: stored("SHIPPED") };
        assert.equal(holding(incident9, "recovered", { ...PARTITIONED, orders }).length, 1);
        assert.equal(holding(incident9, "recovered", PARTITIONED).length, 0);
    });
});
