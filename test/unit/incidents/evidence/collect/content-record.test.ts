import assert from "node:assert/strict";
import { ContentRecord } from "../../../../../incidents/evidence/collect/content-record.ts";
import { BEGAN, deployment, FakeWriter, snapshot, sources } from "./fake-sources.ts";

describe("the shop's content", () => {
    const field = "spec.template.spec.containers[?(@.name=='catalogue-db')].resources.limits.cpu";
    it("has each change once, with old and new value, and what was not put back", async () => {
        const writer = new FakeWriter();
        const changed = { "Deployment/catalogue-db": deployment("catalogue-db", "20m") };
        const record = new ContentRecord(
            sources({
                objects: () => Promise.resolve(changed),
                broker: () =>
                    Promise.resolve({
                        policies: [],
                        queues: [{ name: "shipping-task", depth: 7 }] as never,
                    }),
            }),
            writer,
        );
        await record.duringObjects(BEGAN);
        assert.equal(writer.written.length, 0, "nothing to compare with yet");
        record.before(snapshot());
        for (let turn = 0; turn < 2; turn++) {
            await record.duringObjects(BEGAN);
            await record.duringBroker(BEGAN);
        }
        record.after(snapshot({ takenAt: "2026-01-01T00:20:00Z", rows: { sock: 8 } }));
        const change = { object: "Deployment/catalogue-db", field, old: '"200m"', new: '"20m"' };
        assert.deepEqual(writer.of("changes"), [
            { at: BEGAN.toISOString(), moment: "during", ...change },
            {
                ...{ at: "2026-01-01T00:20:00Z", moment: "after" },
                ...{ object: "sock", field: "rows", old: "9", new: "8" },
            },
        ]);
        const [object] = writer.of("objects");
        assert.equal(object?.object, "Deployment/catalogue-db");
        assert.deepEqual(Object.keys(object?.content ?? {}).sort(), [
            ...["apiVersion", "kind", "metadata", "spec"],
        ]);
        assert.deepEqual(
            writer.of("stores").map(({ moment, rows, documents }) => [moment, rows, documents]),
            ["before", "after"].map((moment, index) => [
                moment,
                { sock: 9 - index },
                { orders: { count: 2, byStatus: { SHIPPED: 1, PAID: 1 } } },
            ]),
        );
    });
});
