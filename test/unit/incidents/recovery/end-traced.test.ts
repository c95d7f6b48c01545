import assert from "node:assert/strict";
import { stackMark } from "../../../../components/kit/labels.ts";
import { endTraced } from "../../../../incidents/recovery/end-traced.ts";
import { journalPath, readJournal, writeJournal } from "../../../../incidents/recovery/journal.ts";
import type { FormerState } from "../../../../incidents/recovery/record.ts";
import { readTombstone, writeTombstone } from "../../../../incidents/recovery/tombstone.ts";
import { describeTraces, readTraces, type Traces } from "../../../../incidents/recovery/traces.ts";
import { deployment, FakeCluster, made } from "../fake-cluster.ts";

const STACK = "incident-6";
const SHOP = "/apis/apps/v1/namespaces/sock-shop/deployments";
const record: FormerState = {
    version: 1,
    stack: STACK,
    takenAt: "2025-11-21T11:30:53.000Z",
    objects: [deployment("stripe-mock")],
    surroundings: [deployment("payment")],
};
const nowhere = (): Promise<undefined> => Promise.resolve(undefined);

async function clusterWithIncident(): Promise<FakeCluster> {
    const cluster = new FakeCluster(
        deployment("stripe-mock", 0),
        deployment("payment"),
        made(STACK, "Job", `expiry-${stackMark(STACK)}`),
        made(STACK, "Job", `load-${STACK}`),
    );
    await writeJournal(cluster, record);
    cluster.forget();
    return cluster;
}

/** As a write that was cut off would leave it. */
function tear(cluster: FakeCluster): void {
    const path = journalPath(STACK);
    const journal = cluster.objects.get(path);
    const data = journal?.["data"] as Record<string, string>;
    const text = data["former-state.json"] ?? "";
    const torn = { ...data, "former-state.json": text.replace('"replicas":1', '"replicas":0') };
    assert.ok(journal !== undefined);
    cluster.objects.set(path, { ...journal, data: torn });
}

async function onlyTrace(cluster: FakeCluster): Promise<Traces> {
    const [traces, ...more] = await readTraces(cluster);
    assert.ok(traces !== undefined && more.length === 0);
    return traces;
}

const specOf = (cluster: FakeCluster, name: string): unknown =>
    cluster.objects.get(`${SHOP}/${name}`)?.["spec"];

describe("a recovery from what the cluster has", () => {
    it("finds an incident, its load and its expiry", async () => {
        const traces = await onlyTrace(await clusterWithIncident());
        assert.equal(
            describeTraces(traces),
            "incident-6: applied at 2025-11-21T11:30:53.000Z, holds Deployment sock-shop/stripe-mock; an expiry; Job lab/load-incident-6 (namespace lab)",
        );
    });

    it("ends it, and leaves a tombstone for whose state still has it", async () => {
        const cluster = await clusterWithIncident();
        const ending = await endTraced(cluster, STACK, nowhere, () => {});
        assert.equal(ending.lost, false);
        assert.deepEqual(cluster.writes, [
            "DELETE lab/jobs/load-incident-6",
            "PUT sock-shop/deployments/stripe-mock",
            "PATCH lab/configmaps/expired-incident-6",
            "DELETE lab/jobs/expiry-90cc8c03",
            "DELETE lab/configmaps/former-state-incident-6",
        ]);
        assert.deepEqual(specOf(cluster, "stripe-mock"), { replicas: 1 });
        assert.deepEqual(await readTombstone(cluster, STACK), {
            stack: STACK,
            appliedAt: record.takenAt,
            expiredAt: "2025-11-21T12:00:00.000Z",
            by: "npm run recover",
        });
    });

    // A record that was changed on the way would be put back as if it were the former state.
    it("takes a torn record for none, and the one in the stack's state instead", async () => {
        const cluster = await clusterWithIncident();
        tear(cluster);
        await assert.rejects(readJournal(cluster, STACK), /its digest is another/);
        const trace = await onlyTrace(cluster);
        assert.match(describeTraces(trace), /a record that can't be read/);
        const ending = await endTraced(
            cluster,
            STACK,
            () => Promise.resolve(record),
            () => {},
        );
        assert.equal(ending.lost, false);
        assert.deepEqual(specOf(cluster, "stripe-mock"), { replicas: 1 });
    });

    it("without any record removes what acts, touches nothing else, and says that it is lost", async () => {
        const cluster = await clusterWithIncident();
        tear(cluster);
        const ending = await endTraced(cluster, STACK, nowhere, () => {});
        assert.equal(ending.lost, true);
        assert.deepEqual(specOf(cluster, "stripe-mock"), { replicas: 0 });
        // Killed here, the next run must not take it for recovered.
        assert.equal((await readJournal(cluster, STACK))?.lost, true);
        const again = await endTraced(cluster, STACK, nowhere, () => {});
        assert.equal(again.lost, true);
    });

    it("leaves a shop that is gone to the baseline's stack, whatever is recorded of it", async () => {
        const cluster = await clusterWithIncident();
        for (const name of ["stripe-mock", "payment"]) cluster.objects.delete(`${SHOP}/${name}`);
        const ending = await endTraced(cluster, STACK, nowhere, () => {});
        assert.equal(ending.lost, true);
        assert.equal((await readJournal(cluster, STACK))?.lost, true);
        assert.ok(ending.lines.includes("the shop is gone: the baseline's stack makes it anew"));
    });

    it("does nothing where whoever was at work has ended it meanwhile", async () => {
        const cluster = new FakeCluster(deployment("payment"));
        const ending = await endTraced(cluster, STACK, nowhere, () => {});
        assert.deepEqual(ending, { stack: STACK, lines: [], lost: false });
    });

    it("sweeps a load without a record", async () => {
        const cluster = new FakeCluster(made(STACK, "Job", "load-incident-6"));
        const { lines } = await endTraced(cluster, STACK, nowhere, () => {});
        assert.ok(lines.includes("Job lab/load-incident-6: left over, removed"));
        assert.equal(cluster.objects.size, 0);
    });

    it("touches nothing of an incident that has expired", async () => {
        const cluster = new FakeCluster(deployment("stripe-mock", 2));
        await writeTombstone(cluster, {
            ...{ stack: STACK, appliedAt: record.takenAt, expiredAt: "2025-11-21T12:00:55.000Z" },
        });
        const ending = await endTraced(cluster, STACK, nowhere, () => {});
        assert.equal(ending.lost, false);
        assert.deepEqual(specOf(cluster, "stripe-mock"), { replicas: 2 });
    });

    it("keeps the record and the expiry where not everything came back", async () => {
        const cluster = await clusterWithIncident();
        cluster.find = (path) =>
            Promise.resolve(
                path === `${SHOP}/payment`
                    ? deployment("payment", 1, 0)
                    : cluster.objects.get(path),
            );
        cluster.beforeWrite = (write) => {
            if (write.startsWith("PUT")) throw new Error("etcd is on fire");
        };
        await assert.rejects(
            endTraced(cluster, STACK, nowhere, () => {}),
            /etcd is on fire/,
        );
        const left = await onlyTrace(cluster);
        assert.equal(left.hasExpiry, true);
        assert.deepEqual(left.journal?.record, record);
    });
});
