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
            payment: { want: 0, available: 0, pods: 1, came: 0 },
            orders: { want: 1, available: 1, pods: 1, came: 0 },
        });
        assert.equal(watch.complaint(), undefined);
    });
    it("counts the pods that came since a command ended, also those that are gone again", async () => {
        const orders = { ...type, metadata: { name: "orders" }, spec: {}, status: {} };
        const later = new Date(Date.now() + 60_000).toISOString();
        const [old, fresh, next] = ["o-1", "o-2", "o-3"].map((name) => pod(name, "orders"));
        assert.ok(old && fresh && next);
        old.metadata["creationTimestamp"] = "2026-01-01T00:00:00Z";
        fresh.metadata["creationTimestamp"] = later;
        next.metadata["creationTimestamp"] = later;
        let pods = [old, fresh];
        const watch = new DeploymentWatch({
            list: (path) => Promise.resolve(path.includes("deployments") ? [orders] : pods),
        });
        const came = async (): Promise<number | undefined> => {
            await watch.look();
            return watch.reading().deployments?.["orders"]?.came;
        };
        watch.began();
        assert.equal(await came(), 1);
        pods = [next];
        assert.equal(await came(), 2);
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
