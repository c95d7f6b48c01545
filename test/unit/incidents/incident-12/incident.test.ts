import assert from "node:assert/strict";
import { ASKED, GAVE_UP } from "../../../../incidents/incident-12/chain.ts";
import { incident12 } from "../../../../incidents/incident-12/incident.ts";
import type { Reading } from "../../../../incidents/incident.ts";
import type { OrderAnswer } from "../../../../incidents/reading-parts.ts";
import { answers, CALM, holding, missing, stored } from "../readings.ts";

const ONE = { want: 1, available: 1, pods: 1, came: 0 };
const LATE = "payment authorises after ≥ 5 s";
const TIMEOUT = "Unable to create order due to timeout from one of the services.";
const IN_ORDER = "symptoms come up the chain in order";

/** Three orders, 10 s apart: asked at 0.1 s, given up at 5.1 s, told at 5.2 s. */
function cascade(gaveUpMs = 5_100, status = 500): Reading {
    const starts = [0, 10_000, 20_000];
    const told = starts.map((start): OrderAnswer => ({
        asked: "POST /orders",
        status,
        orderStatus: undefined,
        message: TIMEOUT,
        atMs: start + 5_200,
        tookMs: 5_200,
    }));
    const entries = (ms: number): { atMs: number; about: string }[] =>
        starts.map((start, index) => ({ atMs: start + ms, about: `PAYMENT_FAILED-${index}` }));
    return {
        ...CALM,
        deployments: { "stripe-mock": ONE, payment: ONE, orders: ONE },
        orders: { answers: told, stored: stored("PAYMENT_FAILED") },
        logLines: { [ASKED]: 3, [GAVE_UP]: 3, [LATE]: 3 },
        logEntries: { [ASKED]: entries(100), [GAVE_UP]: entries(gaveUpMs), [LATE]: [] },
    };
}

describe("incident-12", () => {
    it("is red where the symptoms come up the chain, and the charge comes too late", () => {
        assert.deepEqual(missing(incident12, cascade()), []);
        assert.deepEqual(holding(incident12, "mustNot", cascade()), []);
    });
    it("is not one where the customer knew before orders gave up, or orders before it asked", () => {
        assert.deepEqual(missing(incident12, cascade(5_451)), [IN_ORDER]);
        assert.deepEqual(missing(incident12, cascade(5_450)), []);
        assert.deepEqual(missing(incident12, cascade(100)), [IN_ORDER]);
    });
    it("is not one where orders never gave up on what the customer was told", () => {
        const reading = cascade();
        const logEntries = { ...reading.logEntries, [GAVE_UP]: [] };
        assert.deepEqual(missing(incident12, { ...reading, logEntries }), [IN_ORDER]);
    });
    it("is not one of two orders", () => {
        const reading = cascade();
        const few = reading.logEntries?.[ASKED]?.slice(0, 2) ?? [];
        const logEntries = { ...reading.logEntries, [ASKED]: few };
        assert.deepEqual(missing(incident12, { ...reading, logEntries }), [IN_ORDER]);
    });
    it("is not a gateway that never charges", () => {
        const reading = cascade();
        const logLines = { ...reading.logLines, [LATE]: 0 };
        assert.deepEqual(missing(incident12, { ...reading, logLines }), [
            "the charge comes all the same, too late",
        ]);
        const late = incident12.looks?.logs?.find((one) => one.name === LATE)?.text;
        const isLate = (took: string): boolean | undefined =>
            late?.test(`Payment authorized: ch_1 (${took}s)`);
        assert.deepEqual(["8.03", "12.00", "4.99"].map(isLate), [true, true, false]);
    });
    it("forbids a restart and an order that got through", () => {
        const restarted = { ...cascade(), restarts: { "sock-shop/payment": 1 } };
        assert.deepEqual(holding(incident12, "mustNot", restarted), ["a restart anywhere"]);
        const reading = cascade();
        const orders = {
            answers: [...(reading.orders?.answers ?? []), ...answers({}, 1)],
            stored: [],
        };
        assert.deepEqual(holding(incident12, "mustNot", { ...reading, orders }), [
            "an order paid or shipped",
        ]);
    });
});
