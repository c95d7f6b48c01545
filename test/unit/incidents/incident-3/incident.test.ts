import assert from "node:assert/strict";
import { incident3 } from "../../../../incidents/incident-3/incident.ts";
import type { Reading } from "../../../../incidents/incident.ts";
import { answers, CALM, holding, missing, stored } from "../readings.ts";

const [failedLine = "", storedLine = "", requested = "", charged = ""] = (
    incident3.looks?.logs ?? []
).map((watch) => watch.name);

const message = "Unable to create order due to unspecified IO error.";
const refused = { status: 500, orderStatus: undefined, message };
const ONE = { want: 1, available: 1, pods: 1, came: 0 };
const deployments = { payment: { want: 0, available: 0, pods: 0, came: 0 }, orders: ONE };
const logLines = { [failedLine]: 5, [storedLine]: 5, [requested]: 0, [charged]: 0 };
const red: Reading = {
    ...CALM,
    orders: { answers: answers(refused), stored: stored("PAYMENT_FAILED") },
    deployments,
    logLines,
};

describe("signature of incident-3", () => {
    it("holds for failed orders that nobody was asked to pay", () => {
        assert.deepEqual(missing(incident3, red), []);
        assert.deepEqual(holding(incident3, "mustNot", red), []);
        assert.deepEqual(holding(incident3, "recovered", red), []);
    });
    it("needs every order to fail so, and not just two", () => {
        for (const change of [{ status: 406 }, { message: "Payment declined" }]) {
            const orders = {
                answers: answers({ ...refused, ...change }),
                stored: stored("PAYMENT_FAILED"),
            };
            assert.deepEqual(missing(incident3, { ...red, orders }), ["new orders answer 500"]);
        }
        const orders = { answers: answers(refused, 2), stored: stored("PAYMENT_FAILED", 2) };
        assert.equal(missing(incident3, { ...red, orders }).length, 2);
    });
    it("needs the stored status, without a shipment", () => {
        const name = "orders are stored as failed";
        const listed = stored("PAYMENT_FAILED").map((order) => ({ ...order, hasShipment: true }));
        for (const list of [stored("PENDING"), listed]) {
            const orders = { answers: answers(refused), stored: list };
            assert.deepEqual(missing(incident3, { ...red, orders }), [name]);
        }
    });
    it("needs orders to say why, payment to be silent and gone", () => {
        const lines = (change: Record<string, number>): string[] =>
            missing(incident3, { ...red, logLines: { ...logLines, ...change } });
        assert.deepEqual(lines({ [storedLine]: 2 }), ["orders says why"]);
        assert.deepEqual(lines({ [requested]: 1 }), ["nobody is asked for money"]);
        assert.deepEqual(lines({ [charged]: 1 }), ["nobody is asked for money"]);
        const ending = { ...deployments, payment: { want: 0, available: 0, pods: 1, came: 0 } };
        assert.deepEqual(missing(incident3, { ...red, deployments: ending }), [
            "payment is at 0 replicas",
        ]);
    });
    it("is refuted by whatever else breaks, and by an order that got through", () => {
        const broken = (change: Partial<Reading>): string[] =>
            holding(incident3, "mustNot", { ...red, ...change });
        assert.deepEqual(broken({ restarts: { "lab/x": 1 } }), ["a restart anywhere"]);
        assert.deepEqual(broken({ failedShare: 0.1 }), ["the catalogue fails"]);
        assert.deepEqual(
            broken({ deployments: { ...deployments, orders: { ...ONE, available: 0 } } }),
            ["orders not available"],
        );
        for (const status of ["PAID", "SHIPPED"]) {
            const list = [...stored("PAYMENT_FAILED"), ...stored(status, 1)];
            assert.deepEqual(broken({ orders: { answers: answers(refused), stored: list } }), [
                "an order paid or shipped",
            ]);
        }
        const late = { answers: [...answers(refused), ...answers({}, 1)], stored: [] };
        assert.deepEqual(broken({ orders: late }), ["an order paid or shipped"]);
    });
    it("takes an order that was on its way when payment went for none", () => {
        const orders = {
            answers: [...answers({}, 1), ...answers(refused)],
            stored: [...stored("SHIPPED", 1), ...stored("PAYMENT_FAILED")],
        };
        assert.deepEqual(holding(incident3, "mustNot", { ...red, orders }), []);
    });
    it("is over when new orders are shipped", () => {
        const orders = {
            answers: [...answers(refused, 1), ...answers({})],
            stored: [...stored("PAYMENT_FAILED", 1), ...stored("SHIPPED")],
        };
        assert.equal(holding(incident3, "recovered", { ...red, orders }).length, 1);
        const paid = { ...orders, stored: stored("PAID") };
        assert.equal(holding(incident3, "recovered", { ...red, orders: paid }).length, 0);
    });
    it("does not judge by what nobody measures", () => {
        assert.throws(() => missing(incident3, CALM), /nobody measures deployments/);
    });
});
