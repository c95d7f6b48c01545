import assert from "node:assert/strict";
import { stackMark } from "../../../../components/kit/labels.ts";
import { expire } from "../../../../incidents/keeper/expire.ts";
import { readJournal, writeJournal } from "../../../../incidents/recovery/journal.ts";
import { readTombstone, writeTombstone } from "../../../../incidents/recovery/tombstone.ts";
import { deployment, FakeCluster, made } from "../fake-cluster.ts";
import { FakeHost } from "./fake-host.ts";

const STACK = "incident-6";
const record = {
    version: 1,
    stack: STACK,
    takenAt: "2025-11-21T11:30:53.000Z",
    objects: [deployment("stripe-mock")],
    surroundings: [deployment("payment")],
} as const;
const SHOP = "/apis/apps/v1/namespaces/sock-shop/deployments";

/** The incident, whose Job was made at 11:30:54. */
async function incidentInPlace(): Promise<FakeCluster> {
    const metadata = {
        name: `expiry-${stackMark(STACK)}`,
        creationTimestamp: "2025-11-21T11:30:54Z",
    };
    const job = made(STACK, "Job", `expiry-${stackMark(STACK)}`);
    const cluster = new FakeCluster(
        deployment("stripe-mock", 0),
        deployment("payment"),
        { ...job, metadata: { ...job.metadata, ...metadata } },
        made(STACK, "Job", "load-incident-6"),
    );
    await writeJournal(cluster, { ...record, objects: [...record.objects], surroundings: [] });
    cluster.forget();
    return cluster;
}

describe("expire", () => {
    it("waits from the making of its Job, then recovers, and says so before it forgets", async () => {
        const cluster = await incidentInPlace();
        const host = new FakeHost("2025-11-21T11:30:56Z");
        await expire(cluster, STACK, "30m", host);
        assert.deepEqual(host.waits, [(30 * 60 - 2) * 1000]);
        assert.deepEqual(cluster.writes, [
            "DELETE lab/jobs/load-incident-6",
            "PUT sock-shop/deployments/stripe-mock",
            "PATCH lab/configmaps/expired-incident-6",
            "DELETE lab/configmaps/former-state-incident-6",
        ]);
        assert.deepEqual(cluster.objects.get(`${SHOP}/stripe-mock`)?.["spec"], { replicas: 1 });
        assert.deepEqual(await readTombstone(cluster, STACK), {
            stack: STACK,
            appliedAt: record.takenAt,
            expiredAt: "2025-11-21T12:00:54.000Z",
        });
        assert.equal(host.said[0], "incident-6 expires at 2025-11-21T12:00:54Z, in 29 min 58 s");
        assert.equal(host.said.at(-1), "incident-6 is recovered");
    });

    it("goes on with the same clock in a pod that took over", async () => {
        const host = new FakeHost("2025-11-21T11:50:54Z");
        await expire(await incidentInPlace(), STACK, "30m", host);
        assert.deepEqual(host.waits, [10 * 60 * 1000]);
    });

    it("recovers at once where the time is over, as after a stopped node", async () => {
        const host = new FakeHost("2025-11-22T08:00:00Z");
        await expire(await incidentInPlace(), STACK, "30m", host);
        assert.deepEqual(host.waits, [0]);
    });

    it("tries again, with longer and longer pauses, until the shop is as it was", async () => {
        const cluster = await incidentInPlace();
        let refusals = 6;
        cluster.beforeWrite = (write) => {
            if (write.startsWith("PUT") && refusals-- > 0) throw new Error("etcd is on fire");
        };
        const host = new FakeHost("2025-11-21T12:00:54Z");
        await expire(cluster, STACK, "30m", host);
        assert.deepEqual(host.waits, [0, 5_000, 10_000, 20_000, 40_000, 60_000, 60_000]);
        assert.ok(host.said.includes("attempt 1 failed, the next in 5 s: etcd is on fire"));
        assert.ok((await readTombstone(cluster, STACK)) !== undefined);
    });

    // A tombstone over a broken shop would let the next command touch nothing.
    it("leaves no tombstone before everything is proven to be back", async () => {
        const cluster = await incidentInPlace();
        const host = new FakeHost("2025-11-21T12:00:54Z");
        let attempts = 0;
        // Somebody else's hand, just before the proof, twice.
        cluster.find = async (path) => {
            if (path === `${SHOP}/stripe-mock` && cluster.writes.at(-1)?.startsWith("PUT")) {
                attempts += 1;
                if (attempts < 3) return deployment("stripe-mock", 5);
            }
            return await Promise.resolve(cluster.objects.get(path));
        };
        host.meanwhile = () =>
            assert.equal(
                cluster.objects.has("/api/v1/namespaces/lab/configmaps/expired-incident-6"),
                false,
            );
        await expire(cluster, STACK, "30m", host);
        assert.ok(host.waits.length > 1);
        assert.match(host.said.join("\n"), /not recovered:\nDeployment sock-shop\/stripe-mock/);
    });

    it("finishes what a pod before it had proven, and touches nothing else", async () => {
        const cluster = await incidentInPlace();
        await writeTombstone(cluster, {
            stack: STACK,
            appliedAt: record.takenAt,
            expiredAt: "2025-11-21T12:00:55.000Z",
        });
        cluster.forget();
        await expire(cluster, STACK, "30m", new FakeHost("2025-11-21T12:01:10Z"));
        assert.deepEqual(cluster.writes, ["DELETE lab/configmaps/former-state-incident-6"]);
        assert.equal(await readJournal(cluster, STACK), undefined);
        // And once more, with neither.
        await expire(cluster, STACK, "30m", new FakeHost("2025-11-21T12:02:10Z"));
        assert.equal(cluster.writes.length, 1);
    });
});
