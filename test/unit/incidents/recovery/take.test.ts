import assert from "node:assert/strict";
import type { KubeObject } from "../../../../components/kube/client.ts";
import { readJournal, writeJournal } from "../../../../incidents/recovery/journal.ts";
import { refOf } from "../../../../incidents/recovery/record.ts";
import { record } from "../../../../incidents/recovery/take.ts";
import { deployment, FakeCluster, made } from "../fake-cluster.ts";

const names = (objects: readonly KubeObject[]): string[] =>
    objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);

describe("record", () => {
    // A proxy that another incident made goes with that one: put back, it would stay for ever.
    it("takes the targets and the shop around them, but for what other incidents hold or made", async () => {
        const cluster = new FakeCluster(
            deployment("stripe-mock"),
            deployment("payment"),
            deployment("orders", 0),
            made("incident-9", "Deployment", "network-proxy-orders"),
            made("incident-9", "Service", "orders-behind"),
        );
        await writeJournal(cluster, {
            version: 1,
            stack: "incident-9",
            takenAt: "2025-11-21T11:00:00.000Z",
            objects: [deployment("orders")],
            surroundings: [],
        });
        const targets = [refOf(deployment("stripe-mock"))];
        const taken = await record(
            cluster,
            { stack: "incident-6", targets, policies: [] },
            undefined,
            () => {},
        );
        assert.deepEqual(names(taken.objects), ["Deployment stripe-mock"]);
        assert.deepEqual(names(taken.surroundings), ["Deployment payment"]);
        assert.deepEqual(await readJournal(cluster, "incident-6"), taken);
    });
});
