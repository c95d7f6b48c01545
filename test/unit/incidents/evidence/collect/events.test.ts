import assert from "node:assert/strict";
import type { KubeObject } from "../../../../../components/kube/client.ts";
import { shopEvents } from "../../../../../incidents/evidence/collect/events.ts";

function object(rest: Record<string, unknown>): KubeObject {
    return { apiVersion: "v1", kind: "Event", metadata: { name: "n" }, ...rest };
}

describe("events of the shop", () => {
    const about = { involvedObject: { kind: "Pod", name: "front-end-1" } };
    it("are those since then, oldest first, whichever way they tell their time", () => {
        const events = [
            object({ ...about, reason: "New", eventTime: "2026-01-01T00:00:09.5Z", count: null }),
            object({ ...about, reason: "Old", lastTimestamp: "2025-12-31T00:00:00Z", count: 2 }),
            object({
                ...about,
                reason: "Again",
                type: "Warning",
                message: "m",
                eventTime: "2025-12-31T00:00:00Z",
                series: { count: 7, lastObservedTime: "2026-01-01T00:00:05Z" },
            }),
        ];
        const found = shopEvents(events, new Date("2026-01-01T00:00:00Z"));
        assert.deepEqual(
            found.map(({ reason, count }) => [reason, count]),
            [
                ["Again", 7],
                ["New", 1],
            ],
        );
        assert.deepEqual(found[0], {
            at: "2026-01-01T00:00:05Z",
            type: "Warning",
            reason: "Again",
            object: "Pod/front-end-1",
            message: "m",
            count: 7,
        });
    });
    it("hold the one of the very second, which has no fraction", () => {
        const event = object({ ...about, lastTimestamp: "2026-01-01T00:00:00Z" });
        assert.equal(shopEvents([event], new Date("2026-01-01T00:00:00.900Z")).length, 1);
    });
});
