import assert from "node:assert/strict";
import { answerOf, storedOrder } from "../../../../incidents/witness/order-answer.ts";

const asked = "POST /orders";
const times = { atMs: 1_767_225_600_000, tookMs: 250 };

describe("witness of orders", () => {
    it("reads the status of an order that was accepted", () => {
        const body = { id: "a", status: "SHIPPED", total: 104.98 };
        assert.deepEqual(answerOf(asked, { status: 201, body, ...times }), {
            asked,
            status: 201,
            orderStatus: "SHIPPED",
            message: "",
            ...times,
        });
    });
    it("does not take the number in an error for an order's status", () => {
        const body = { status: 406, error: "Not Acceptable", message: "Payment gateway error: x" };
        assert.deepEqual(answerOf(asked, { status: 406, body, ...times }), {
            asked,
            status: 406,
            orderStatus: undefined,
            message: "Payment gateway error: x",
            ...times,
        });
    });
    it("keeps the reason where no answer came, and copes with a body that is none", () => {
        const message = (status: number, body: unknown): string =>
            answerOf(asked, { status, body, ...times }).message;
        assert.equal(message(0, "fetch failed"), "fetch failed");
        assert.equal(message(502, null), "");
    });
    it("reads an order of the list, with its time in Java's writing", () => {
        const listed = {
            date: "2026-01-01T00:00:00.250+0000",
            status: "PAYMENT_FAILED",
            shipment: null,
            _links: { self: { href: "http://orders/orders/6900953ac1f4320001b50703" } },
        };
        assert.deepEqual(storedOrder(listed), {
            id: "6900953ac1f4320001b50703",
            status: "PAYMENT_FAILED",
            hasShipment: false,
            placedMs: Date.UTC(2026, 0, 1, 0, 0, 0, 250),
        });
        assert.ok(storedOrder({ ...listed, shipment: { name: "x" } }).hasShipment);
    });
});
