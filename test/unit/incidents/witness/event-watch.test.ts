import assert from "node:assert/strict";
import type { KubeObject } from "../../../../components/kube/client.ts";
import { EventWatch } from "../../../../incidents/witness/event-watch.ts";

const event = (uid: string, reason: string, name: string, more: object): KubeObject => ({
    apiVersion: "v1",
    kind: "Event",
    metadata: { name: uid, uid },
    reason,
    involvedObject: { kind: "Pod", name },
    ...more,
});

describe("witness of events", () => {
    it("counts what came since the incident was applied, by either way of telling", async () => {
        let events = [event("a", "Unhealthy", "front-end-6cdc-x", { count: 4 })];
        const watch = new EventWatch({ list: () => Promise.resolve(events) });
        assert.equal(watch.lacks(), "events: not read yet");
        await watch.look();
        watch.began();
        assert.equal(watch.lacks(), "events: not read yet");
        await watch.look();
        assert.deepEqual(watch.reading().events, []);
        events = [
            event("a", "Unhealthy", "front-end-6cdc-x", { count: 6 }),
            event("b", "Unhealthy", "front-end-6cdc-y", { count: 1, series: { count: 3 } }),
            event("c", "BackOff", "catalogue-db-1", {}),
            event("d", "SuccessfulRescale", "front-end-hpa-broken", {
                involvedObject: { kind: "HorizontalPodAutoscaler", name: "front-end-hpa-broken" },
            }),
        ];
        await watch.look();
        const kind = "Pod";
        assert.deepEqual(watch.reading().events, [
            { reason: "Unhealthy", workload: "front-end", kind, count: 5 },
            { reason: "BackOff", workload: "catalogue-db", kind, count: 1 },
            {
                reason: "SuccessfulRescale",
                workload: "front-end",
                kind: "HorizontalPodAutoscaler",
                count: 1,
            },
        ]);
    });
});
