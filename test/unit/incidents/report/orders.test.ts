import assert from "node:assert/strict";
import type { OrderRecord } from "../../../../incidents/evidence/schema/observation.ts";
import { modelOf } from "../../../../incidents/report/model/model-of.ts";
import { at, writtenRun } from "../../../support/report/written-run.ts";

function answer(second: number, status: number, message: string, ms: number): OrderRecord {
    return { at: at(second), kind: "answer", asked: at(second), status, message, ms };
}

function stored(second: number, id: string, status: string, hasShipment: boolean): OrderRecord {
    return { at: at(second), kind: "stored", id, status, hasShipment };
}

describe("the witness's orders in the report", () => {
    const model = modelOf(
        writtenRun(({ records }) => {
            records.orders = [
                answer(90, 201, "", 40),
                stored(91, "a", "PAID", false),
                stored(95, "a", "SHIPPED", true),
                answer(100, 500, "Payment declined", 12),
                answer(110, 500, "Payment declined", 15),
                stored(111, "b", "PAYMENT_FAILED", false),
            ];
        }),
    );

    it("are counted by what was told, and by what became of each at last", () => {
        assert.deepEqual(model.tables[0], {
            title: "The witness's orders",
            head: ["what", "orders"],
            rows: [
                ["answer 500 Payment declined", "2"],
                ["answer 201", "1"],
                ["stored as SHIPPED, with a shipment", "1"],
                ["stored as PAYMENT_FAILED, without a shipment", "1"],
            ],
        });
    });

    it("have a chart, the refused apart", () => {
        const chart = model.charts.find(({ id }) => id === "orders-latency");
        assert.deepEqual(
            chart?.series.map(({ name, samples }) => [name, samples.map(([, ms]) => ms)]),
            [
                ["refused", [12, 15]],
                ["accepted", [40]],
            ],
        );
    });

    it("are not spoken of where the witness didn't order", () => {
        const { charts, tables } = modelOf(writtenRun());
        assert.deepEqual(
            charts.filter(({ id }) => id === "orders-latency"),
            [],
        );
        assert.deepEqual(
            tables.map(({ title }) => title),
            ["What the load measured", "What failed of it", "Stores and broker"],
        );
    });
});
