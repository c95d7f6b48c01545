import assert from "node:assert/strict";
import type { KubeObject } from "../../../../components/kube/client.ts";
import { LAID, loadState } from "../../../../incidents/proof/cluster-view.ts";
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
