import assert from "node:assert/strict";
import { writeJournal } from "../../../../incidents/recovery/journal.ts";
import { packFormerState, type FormerState } from "../../../../incidents/recovery/record.ts";
import { recover } from "../../../../incidents/recovery/recover.ts";
import { refuseExpired, writeTombstone } from "../../../../incidents/recovery/tombstone.ts";
import { deployment, FakeCluster, made } from "../fake-cluster.ts";

const record: FormerState = {
    version: 1,
    stack: "incident-6",
    takenAt: "2025-11-21T11:30:53.000Z",
    objects: [deployment("stripe-mock")],
    surroundings: [deployment("payment"), deployment("orders")],
};
const tombstone = {
    stack: "incident-6",
    appliedAt: record.takenAt,
    expiredAt: "2025-11-21T12:00:55.000Z",
};

/** A cluster with that incident in place, as every kind of fault would leave it. */
async function clusterWithIncident(): Promise<FakeCluster> {
    const cluster = new FakeCluster(
        deployment("stripe-mock", 0),
        deployment("payment"),
        deployment("orders"),
        made("incident-6", "Job", "expiry-90cc8c03"),
        made("incident-6", "Job", "load-incident-6"),
        made("incident-6", "ConfigMap", "load-incident-6-profile"),
        made("incident-6", "HorizontalPodAutoscaler", "too-many"),
        made("incident-6", "Deployment", "network-proxy-payment"),
        made("incident-6", "Service", "payment-behind"),
        made("incident-6", "NetworkPolicy", "no-payment"),
        made("incident-3", "Job", "load-incident-3"),
    );
    await writeJournal(cluster, record);
    cluster.forget();
    return cluster;
}

const replicas = (cluster: FakeCluster, name: string): unknown =>
    cluster.objects.get(`/apis/apps/v1/namespaces/sock-shop/deployments/${name}`)?.["spec"];

describe("recover", () => {
    it("stops who acts, removes what was added, puts back, then stops the keeper and forgets", async () => {
        const cluster = await clusterWithIncident();
        const said: string[] = [];
        await recover(cluster, "incident-6", undefined, (line) => void said.push(line));
        assert.deepEqual(cluster.writes, [
            "DELETE lab/jobs/load-incident-6",
            "DELETE sock-shop/horizontalpodautoscalers/too-many",
            "DELETE sock-shop/deployments/network-proxy-payment",
            "DELETE sock-shop/services/payment-behind",
            "DELETE sock-shop/networkpolicies/no-payment",
            "DELETE lab/configmaps/load-incident-6-profile",
            "PUT sock-shop/deployments/stripe-mock",
            // Until here it would have ended the incident, had this been killed.
            "DELETE lab/jobs/expiry-90cc8c03",
            "DELETE lab/configmaps/former-state-incident-6",
            "DELETE lab/configmaps/expired-incident-6",
        ]);
        // What acts through pods is gone only when they are.
        const withPods = cluster.writes.filter((_, at) =>
            (cluster.queries[at] ?? "").endsWith("=Foreground"),
        );
        assert.deepEqual(withPods, [
            "DELETE lab/jobs/load-incident-6",
            "DELETE sock-shop/deployments/network-proxy-payment",
            "DELETE lab/jobs/expiry-90cc8c03",
        ]);
        assert.deepEqual(replicas(cluster, "stripe-mock"), { replicas: 1 });
        assert.ok(said.includes("Deployment sock-shop/network-proxy-payment: left over, removed"));
        const left = [...cluster.objects.values()].map(({ metadata }) => metadata.name);
        assert.deepEqual(left, ["stripe-mock", "payment", "orders", "load-incident-3"]);
    });

    it("leaves to another incident what that one holds by now", async () => {
        const cluster = await clusterWithIncident();
        const other = { ...record, stack: "incident-3", objects: [deployment("payment")] };
        await writeJournal(cluster, { ...other, surroundings: [] });
        cluster.objects.set(
            "/apis/apps/v1/namespaces/sock-shop/deployments/payment",
            deployment("payment", 0),
        );
        await recover(cluster, "incident-6", undefined, () => {});
        assert.deepEqual(replicas(cluster, "payment"), { replicas: 0 });
    });

    it("puts back what was changed by hand meanwhile, and says so", async () => {
        const cluster = await clusterWithIncident();
        cluster.objects.set(
            "/apis/apps/v1/namespaces/sock-shop/deployments/orders",
            deployment("orders", 3),
        );
        const said: string[] = [];
        await recover(cluster, "incident-6", undefined, (line) => void said.push(line));
        assert.deepEqual(replicas(cluster, "orders"), { replicas: 1 });
        assert.ok(
            said.includes(
                "changed by hand meanwhile: Deployment sock-shop/orders: put back\n" +
                    "  spec.replicas: 3 → 1",
            ),
        );
    });

    it("goes by the record in the cluster where the one in the state is torn", async () => {
        const cluster = await clusterWithIncident();
        const torn = packFormerState(record).slice(0, 40);
        await recover(cluster, "incident-6", torn, () => {});
        assert.deepEqual(replicas(cluster, "stripe-mock"), { replicas: 1 });
        await assert.rejects(
            recover(cluster, "incident-6", torn, () => {}),
            /^LabError: state of stack incident-6: not a record of former state/,
        );
    });

    it("puts nothing of an earlier cluster into one that was made anew", async () => {
        const cluster = new FakeCluster(deployment("stripe-mock", 3));
        const uid = "new";
        const metadata = { name: "kube-system", uid };
        const namespace = { apiVersion: "v1", kind: "Namespace", metadata };
        cluster.objects.set("/api/v1/namespaces/kube-system", namespace);
        const said: string[] = [];
        const old = packFormerState({ ...record, cluster: "old" });
        await recover(cluster, "incident-6", old, (line) => void said.push(line));
        assert.deepEqual(replicas(cluster, "stripe-mock"), { replicas: 3 });
        assert.deepEqual(said, [
            "the cluster was made anew since incident-6 was applied: nothing to put back",
        ]);
        assert.deepEqual(cluster.writes, []);
    });

    it("says that there is no record, instead of guessing", async () => {
        await assert.rejects(
            recover(new FakeCluster(), "incident-6", undefined, () => {}),
            {
                name: "LabError",
                message: /^stack incident-6: no record of former state/,
            },
        );
    });
});

describe("recover, of an incident that has expired", () => {
    async function expiredCluster(): Promise<FakeCluster> {
        const cluster = new FakeCluster(
            // The baseline has moved on since then.
            deployment("stripe-mock", 2),
            deployment("payment"),
            deployment("orders"),
            made("incident-6", "Job", "expiry-90cc8c03"),
        );
        await writeTombstone(cluster, tombstone);
        cluster.forget();
        return cluster;
    }

    it("touches nothing of the shop, says why, and removes the traces", async () => {
        const cluster = await expiredCluster();
        const said: string[] = [];
        const say = (line: string): void => void said.push(line);
        assert.deepEqual(await recover(cluster, "incident-6", packFormerState(record), say), []);
        assert.deepEqual(cluster.writes, [
            "DELETE lab/jobs/expiry-90cc8c03",
            "DELETE lab/configmaps/former-state-incident-6",
            "DELETE lab/configmaps/expired-incident-6",
        ]);
        assert.deepEqual(said, [
            "incident-6 expired at 2025-11-21T12:00:55.000Z and was recovered in the cluster",
            "not as recorded, and not touched: Deployment sock-shop/stripe-mock: spec.replicas is 2, not 1",
        ]);
    });

    it("does recover where the tombstone is of an earlier run", async () => {
        const cluster = await expiredCluster();
        const later = { ...record, takenAt: "2025-11-21T14:00:00.000Z" };
        await recover(cluster, "incident-6", packFormerState(later), () => {});
        assert.deepEqual(replicas(cluster, "stripe-mock"), { replicas: 1 });
        assert.equal(cluster.objects.size, 3);
    });

    it("refuses to go on until the state is put right", async () => {
        const cluster = await expiredCluster();
        await assert.rejects(refuseExpired(cluster, "incident-6"), {
            name: "LabError",
            message:
                "stack incident-6: expired at 2025-11-21T12:00:55.000Z and was recovered in the cluster" +
                " (applied at 2025-11-21T11:30:53.000Z)\n" +
                "  allowed: a stack whose state is what the cluster holds\n" +
                "  cure:    pulumi destroy --stack incident-6, which finds nothing left to put back" +
                " (if its state is lost: npm run recover -- incident-6)",
        });
        await refuseExpired(cluster, "incident-3");
    });
});
