import assert from "node:assert/strict";
import type { KubeObject } from "../../../../components/kube/client.ts";
import { DeploymentWatch } from "../../../../incidents/witness/deployment-watch.ts";

const type = { apiVersion: "v1", kind: "any" };
const pod = (name: string, workload: string): KubeObject => ({
    ...type,
    metadata: { name, labels: { name: workload } },
});

describe("witness of Deployments", () => {
    it("counts the pods there are, those that are ending included", async () => {
        const deployments: KubeObject[] = [
            { ...type, metadata: { name: "payment" }, spec: { replicas: 0 }, status: {} },
            {
                ...type,
                metadata: { name: "orders" },
                spec: { replicas: 1 },
                status: { availableReplicas: 1 },
            },
        ];
        const ending = pod("payment-1", "payment");
        ending.metadata.deletionTimestamp = "2026-01-01T00:00:00Z";
        const watch = new DeploymentWatch({
            list: (path) =>
                Promise.resolve(
                    path.includes("deployments") ? deployments : [ending, pod("o", "orders")],
                ),
        });
        assert.equal(watch.lacks(), "deployments: not read yet");
        await watch.look();
        assert.deepEqual(watch.reading().deployments, {
            payment: { want: 0, available: 0, pods: 1 },
            orders: { want: 1, available: 1, pods: 1 },
        });
        assert.equal(watch.complaint(), undefined);
    });
    it("complains of a Deployment that lacks a pod", async () => {
        const lacking = { ...type, metadata: { name: "orders" }, spec: { replicas: 2 } };
        const watch = new DeploymentWatch({
            list: (path) => Promise.resolve(path.includes("deployments") ? [lacking] : []),
        });
        await watch.look();
        assert.equal(watch.complaint(), "orders: 0 available");
    });
});
