import assert from "node:assert/strict";
import { OrderRecord } from "../../../../../incidents/evidence/collect/order-record.ts";
import { BEGAN, FakeWriter } from "./fake-sources.ts";

describe("the witness's orders", () => {
    it("are each answer once, and each order when it changes", () => {
        const writer = new FakeWriter();
        const record = new OrderRecord(writer);
        const answer = {
            ...{ asked: "POST /orders", status: 201, orderStatus: "PAID", message: "" },
            ...{ atMs: 1_000, tookMs: 50 },
        };
        const order = { id: "5f", status: "PAID", hasShipment: false };
        record.seen(BEGAN, { answers: [answer], stored: [order] });
        record.seen(BEGAN, { answers: [answer], stored: [order] });
        record.seen(BEGAN, {
            answers: [answer, { ...answer, atMs: 2_000, orderStatus: undefined }],
            stored: [{ ...order, status: "SHIPPED", hasShipment: true }],
        });
        assert.deepEqual(
            writer
                .of("orders")
                .map((one) => (one.kind === "answer" ? one.at : `${one.id} ${one.status}`)),
            [
                ...["1970-01-01T00:00:01.000Z", "5f PAID"],
                ...["1970-01-01T00:00:02.000Z", "5f SHIPPED"],
            ],
        );
    });
});
