import assert from "node:assert/strict";
import type { KubeObject } from "../../../../components/kube/client.ts";
import { objectPath } from "../../../../components/kube/path.ts";
import { expiryArguments } from "../../../../incidents/recovery/expiry.ts";
import { readJournal, writeJournal } from "../../../../incidents/recovery/journal.ts";
import { acquireLock } from "../../../../incidents/recovery/lock.ts";
import {
    type FormerState,
    packFormerState,
    pathOf,
    refOf,
} from "../../../../incidents/recovery/record.ts";
import { type Intent, record } from "../../../../incidents/recovery/take.ts";
import { deployment, FakeCluster, made } from "../fake-cluster.ts";

const names = (objects: readonly KubeObject[]): string[] =>
    objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);

const intent = (stack: string, ...targets: string[]): Intent => ({
    stack,
    targets: targets.map((name) => refOf(deployment(name))),
    policies: [],
});

const journal = (stack: string, ...objects: KubeObject[]): FormerState => ({
    ...{ version: 1, stack, takenAt: "2025-11-21T11:00:00.000Z", objects, surroundings: [] },
});

const quiet = (): void => {};

function kubeSystem(uid: string): KubeObject {
    return { apiVersion: "v1", kind: "Namespace", metadata: { name: "kube-system", uid } };
}

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
        await writeJournal(cluster, journal("incident-9", deployment("orders")));
        const taken = await record(cluster, intent("incident-6", "stripe-mock"), undefined, quiet);
        assert.deepEqual(names(taken.objects), ["Deployment stripe-mock"]);
        assert.deepEqual(names(taken.surroundings), ["Deployment payment"]);
        assert.deepEqual(await readJournal(cluster, "incident-6"), taken);
    });

    it("lets one of two incidents have an object that both want at once", async () => {
        const cluster = new FakeCluster(deployment("payment"));
        const one = await acquireLock(cluster, "stack-incident-3", {
            ...{ command: "pulumi up --stack incident-3", waitMs: 0, say: quiet },
        });
        const both = await Promise.allSettled([
            record(cluster, intent("incident-3", "payment"), undefined, quiet),
            record(cluster, intent("other", "payment"), undefined, quiet),
        ]);
        const refusals = both.flatMap((result) =>
            result.status === "rejected" ? [(result.reason as Error).message] : [],
        );
        assert.equal(refusals.length, 1);
        assert.match(
            refusals[0] ?? "",
            /^Deployment sock-shop\/payment: held by stack incident-3, applied by \S+ .* ago\n/,
        );
        assert.match(
            refusals[0] ?? "",
            /cure: +pulumi destroy --stack incident-3, or npm run recover/,
        );
        assert.equal(await readJournal(cluster, "other"), undefined);
        await one.release();
    });

    it("lets two incidents without a common object record at once", async () => {
        const cluster = new FakeCluster(deployment("payment"), deployment("stripe-mock"));
        await Promise.all([
            record(cluster, intent("incident-3", "payment"), undefined, quiet),
            record(cluster, intent("incident-6", "stripe-mock"), undefined, quiet),
        ]);
        assert.deepEqual(names((await readJournal(cluster, "incident-3"))?.objects ?? []), [
            "Deployment payment",
        ]);
        assert.deepEqual(names((await readJournal(cluster, "incident-6"))?.objects ?? []), [
            "Deployment stripe-mock",
        ]);
    });

    it("removes a record that a killed command left unused, and says so", async () => {
        const cluster = new FakeCluster(deployment("payment"));
        await writeJournal(cluster, journal("incident-3", deployment("payment")));
        const said: string[] = [];
        const say = (line: string): void => void said.push(line);
        await record(cluster, intent("other", "payment"), undefined, say);
        assert.deepEqual(said, [
            "incident-3: its record was never used (taken at 2025-11-21T11:00:00.000Z): removed",
        ]);
        assert.equal(await readJournal(cluster, "incident-3"), undefined);
    });

    // The faulty state, recorded as the former one, would be there for ever.
    it("never takes what is live over a record, and removes what the state does not know", async () => {
        const cluster = new FakeCluster(
            deployment("payment", 0),
            made("incident-3", "Job", "load-incident-3"),
            made("incident-3", "Job", "expiry-513afbc6"),
        );
        await writeJournal(cluster, journal("incident-3", deployment("payment", 2)));
        const taken = await record(cluster, intent("incident-3", "payment"), undefined, quiet);
        assert.deepEqual(taken.objects[0]?.["spec"], { replicas: 2 });
        assert.equal(taken.takenAt, "2025-11-21T11:00:00.000Z");
        assert.deepEqual(
            [...cluster.objects.values()].map(({ metadata }) => metadata.name),
            ["payment", "former-state-incident-3"],
        );
    });

    // The engine would have the patch give the dropped field up, and nobody would own it then.
    it("puts an object back before an update sets less of it, and only then", async () => {
        const target = deployment("payment", 2);
        const overlays = { [pathOf(target)]: '{"replicas":0}' };
        for (const [next, spec] of [
            [overlays, { replicas: 0 }],
            [{ [pathOf(target)]: "{}" }, { replicas: 2 }],
        ] as const) {
            const cluster = new FakeCluster(deployment("payment", 0));
            const earlier = packFormerState({ ...journal("incident-3", target), overlays });
            const update = { ...intent("incident-3", "payment"), overlays: next };
            const taken = await record(cluster, update, earlier, quiet);
            assert.deepEqual(cluster.objects.get(pathOf(target))?.["spec"], spec);
            assert.deepEqual(taken.objects[0]?.["spec"], { replicas: 2 });
            assert.deepEqual(taken.overlays, next);
        }
    });

    it("takes a record of another cluster for none", async () => {
        const cluster = new FakeCluster(deployment("payment", 3), kubeSystem("new"));
        cluster.objects.set("/api/v1/namespaces/kube-system", kubeSystem("new"));
        const old = { ...journal("incident-3", deployment("payment", 2)), cluster: "old" };
        const said: string[] = [];
        const say = (line: string): void => void said.push(line);
        const earlier = packFormerState(old);
        const taken = await record(cluster, intent("incident-3", "payment"), earlier, say);
        assert.deepEqual(taken.objects[0]?.["spec"], { replicas: 3 });
        assert.equal(taken.cluster, "new");
        assert.match(said.join("\n"), /^the cluster was made anew since incident-3 was applied/);
    });

    it("makes way for another expiry, and leaves the same one alone", async () => {
        const job = made("incident-3", "Job", "expiry-513afbc6", {
            spec: {
                template: {
                    spec: {
                        containers: [{ image: "k:1", args: expiryArguments("incident-3", "30m") }],
                    },
                },
            },
        });
        const path = objectPath(refOf(job));
        const earlier = packFormerState(journal("incident-3", deployment("payment")));
        for (const [after, isThere] of [
            ["30m", true],
            ["10m", false],
        ] as const) {
            const cluster = new FakeCluster(deployment("payment"), job);
            const update = { ...intent("incident-3", "payment"), expiry: { after, image: "k:1" } };
            await record(cluster, update, earlier, quiet);
            assert.equal(cluster.objects.has(path), isThere, after);
        }
    });

    it("refuses where a record can't be read: nobody knows what it holds", async () => {
        const cluster = new FakeCluster(deployment("payment"));
        const other = made("incident-9", "ConfigMap", "former-state-incident-9");
        const labels = { ...other.metadata.labels, "lab.sock-shop/journal": "true" };
        cluster.objects.set(pathOf(other), {
            ...other,
            metadata: { ...other.metadata, labels },
            data: { "former-state.json": '{"version":1,"obj' },
        });
        await assert.rejects(
            record(cluster, intent("incident-3", "payment"), undefined, quiet),
            /former-state-incident-9, former-state.json: not a record .*\n.*\n +cure: +npm run recover/,
        );
    });
});
