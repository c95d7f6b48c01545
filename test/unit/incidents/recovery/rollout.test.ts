import assert from "node:assert/strict";
import type { KubeObject } from "../../../../components/kube/client.ts";
import { isSettled, viewOf } from "../../../../incidents/recovery/rollout.ts";

/** A Deployment whose controller has seen it, and counts so many pods in every way. */
function deployment(replicas: number | undefined, pods: number): KubeObject {
    const counts = { updatedReplicas: pods, availableReplicas: pods, replicas: pods };
    return {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "payment", generation: 2 },
        spec: replicas === undefined ? {} : { replicas },
        // Kubernetes leaves out a count that is zero.
        status: { observedGeneration: 2, ...(pods === 0 ? {} : counts) },
    };
}

describe("a rollout", () => {
    it("is settled with as many pods as it says, none included", () => {
        for (const [replicas, pods] of [
            [0, 0],
            [1, 1],
            [3, 3],
            [undefined, 1],
        ] as const) {
            assert.ok(isSettled(viewOf(deployment(replicas, pods))), `${replicas} ${pods}`);
        }
    });
    it("is not settled with more or fewer, or before its controller has seen the change", () => {
        assert.ok(!isSettled(viewOf(deployment(0, 1))));
        assert.ok(!isSettled(viewOf(deployment(1, 0))));
        assert.ok(!isSettled({ ...viewOf(deployment(0, 0)), observed: 1 }));
    });
});
