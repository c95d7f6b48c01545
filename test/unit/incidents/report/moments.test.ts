import assert from "node:assert/strict";
import type { EventRecord } from "../../../../incidents/evidence/schema/observation.ts";
import { modelOf } from "../../../../incidents/report/model/model-of.ts";
import { clock } from "../../../../incidents/report/text.ts";
import { at, writtenRun } from "../../../support/report/written-run.ts";

function event(
    second: number,
    reason: string,
    object: string,
    parts: Partial<EventRecord> = {},
): EventRecord {
    return { at: at(second), type: "Warning", reason, object, message: "m", count: 1, ...parts };
}

/** Entries of one source of a run with these events. */
function entries(events: EventRecord[], source: string): string[] {
    const run = writtenRun(({ records }) => {
        records.events = events;
    });
    return modelOf(run)
        .moments.filter((one) => one.source === source)
        .map(({ atMs, text }) => `${clock(atMs)} ${text}`);
}

describe("the report's time line", () => {
    it("tells each kind of event once, with how often it came", () => {
        const events = [
            event(90, "Unhealthy", "Pod/orders-5d9c7b6f4d-x2x7q", { count: 2 }),
            // The same event again, counted on, then the same of the pod after it.
            event(99, "Unhealthy", "Pod/orders-5d9c7b6f4d-x2x7q", { count: 5 }),
            event(110, "Unhealthy", "Pod/orders-5d9c7b6f4d-b7b7b"),
            event(80, "Unhealthy", "Pod/orders-db-5d9c7b6f4d-x2x7q"),
        ];
        assert.deepEqual(entries(events, "kubernetes"), [
            "12:01:20 Unhealthy Pod/orders-db-5d9c7b6f4d-x2x7q: m",
            "12:01:30 Unhealthy Pod/orders-5d9c7b6f4d-x2x7q: m (6 times)",
        ]);
    });

    it("leaves out what is normal, unless it tells of a change", () => {
        const normal = { type: "Normal" };
        const events = [
            event(90, "Pulled", "Pod/orders-5d9c7b6f4d-x2x7q", normal),
            event(91, "ScalingReplicaSet", "Deployment/orders", normal),
        ];
        assert.deepEqual(entries(events, "kubernetes"), [
            "12:01:31 ScalingReplicaSet Deployment/orders: m",
        ]);
    });

    it("has begin and end of each alert, in the order of time with all else", () => {
        assert.deepEqual(entries([], "alert"), [
            "12:01:48 SockShopCatalogueDatabaseThrottled (warning) fires",
            "12:01:58 SockShopCatalogueSlow (warning) fires",
            "12:02:11 SockShopProductPagesFail (warning) fires",
            "12:03:10 SockShopCatalogueDatabaseThrottled has ended",
            "12:03:26 SockShopProductPagesFail has ended",
            "12:03:32 SockShopCatalogueSlow has ended",
        ]);
        const times = modelOf(writtenRun()).moments.map(({ atMs }) => atMs);
        assert.deepEqual(
            times,
            times.toSorted((a, b) => a - b),
        );
    });
});
