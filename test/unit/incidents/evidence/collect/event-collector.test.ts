import assert from "node:assert/strict";
import { EventCollector } from "../../../../../incidents/evidence/collect/event-collector.ts";
import { BEGAN, FakeWriter, sources } from "./fake-sources.ts";

describe("collected events", () => {
    it("are written when they are first told, and when they are told again", async () => {
        const writer = new FakeWriter();
        let count = 1;
        const event = { type: "Warning", reason: "BackOff", object: "Pod/a", message: "m" };
        const events = sources({
            events: () =>
                Promise.resolve([
                    { at: "2026-01-01T00:10:01Z", ...event, count },
                    // Of the look whether events come through.
                    { at: "2026-01-01T00:10:01Z", ...event, count, reason: "TelemetryTest" },
                ]),
        });
        const collector = new EventCollector(events, writer, BEGAN);
        await collector.collect();
        await collector.collect();
        count = 3;
        await collector.collect();
        assert.deepEqual(
            writer.of("events").map((one) => one.count),
            [1, 3],
        );
    });
});
