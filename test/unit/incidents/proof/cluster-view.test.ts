import assert from "node:assert/strict";
import type { KubeObject } from "../../../../components/kube/client.ts";
import {
    jsonLines,
    LAID,
    loadState,
    shopEvents,
} from "../../../../incidents/proof/cluster-view.ts";
import { ADDED } from "../../../../incidents/recovery/leftovers.ts";

function object(rest: Record<string, unknown>): KubeObject {
    return { apiVersion: "v1", kind: "Thing", metadata: { name: "n" }, ...rest };
}

describe("what may be left of a stack", () => {
    // Two lists on purpose; a kind that only one has is laid and never looked for, or never removed.
    it("is of the same kinds for the judge as for the recovery", () => {
        const kinds = (list: readonly { apiVersion: string; kind: string }[]): string[] =>
            [...new Set(list.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`))].sort();
        assert.deepEqual(kinds(LAID), kinds(ADDED));
    });
});

describe("state of a load", () => {
    const at = "2026-01-01T00:01:00Z";
    const job = (...conditions: object[]): KubeObject => object({ status: { conditions } });

    it("is that of the master Job", () => {
        assert.deepEqual(loadState(undefined), { state: "none" });
        assert.deepEqual(loadState(object({})), { state: "running" });
        assert.deepEqual(loadState(job({ type: "Complete", status: "False" })), {
            state: "running",
        });
        const complete = { type: "Complete", status: "True", lastTransitionTime: at };
        assert.deepEqual(loadState(job({ type: "SuccessCriteriaMet", status: "True" }, complete)), {
            state: "ended",
            atMs: Date.parse(at),
        });
    });
    it("says why it failed", () => {
        const failed = { type: "Failed", status: "True", lastTransitionTime: at };
        assert.deepEqual(loadState(job({ ...failed, message: "deadline" })), {
            state: "failed",
            atMs: Date.parse(at),
            reason: "deadline",
        });
    });
});

describe("series of a load", () => {
    it("is the lines of JSON among what a program says besides", () => {
        const log = 'starting\n{"t":0,"rps":3}\n17\nnull\n{"half":\n{"report":{}}\n';
        assert.equal(jsonLines(log), '{"t":0,"rps":3}\n{"report":{}}\n');
        assert.equal(jsonLines(""), "");
    });
});

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
