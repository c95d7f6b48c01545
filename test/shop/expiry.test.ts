import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { LAB_NAMESPACE } from "../../components/kit/labels.ts";
import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { collectionPath, objectPath } from "../../components/kube/path.ts";
import { compareSnapshots, takeSnapshot } from "../../incidents/evidence/snapshot.ts";
import { expiryJob } from "../../incidents/recovery/expiry.ts";
import { addedBy } from "../../incidents/recovery/leftovers.ts";
import { readTombstone } from "../../incidents/recovery/tombstone.ts";
import type { Row } from "../../infra/cli/incidents.ts";
import { sharedLab } from "../support/shop-hooks.ts";
import { until } from "../support/shop-until.ts";

const STACK = "incident-6";
const PODS = { apiVersion: "v1", kind: "Pod", namespace: LAB_NAMESPACE };

/** Pods of the expiry's Job that have not ended. */
async function keepers(kube: KubeClient): Promise<KubeObject[]> {
    const pods = await kube.list(
        `${collectionPath(PODS)}?labelSelector=name%3D${expiryJob(STACK).name}`,
    );
    return pods.filter(
        ({ status, metadata }) =>
            (status as { phase?: string }).phase === "Running" &&
            metadata.deletionTimestamp === undefined,
    );
}

/** What `npm run incidents` says of the incident. */
async function listed(): Promise<Row | undefined> {
    const { folder, env } = sharedLab();
    const { stdout } = await promisify(execFile)(
        process.execPath,
        ["infra/cli/main.ts", "incidents", "--json"],
        { cwd: folder, env: { ...process.env, ...env } },
    );
    return (JSON.parse(stdout) as Row[]).find(({ stack }) => stack === STACK);
}

describe("an incident that is left alone", () => {
    it("ends by itself at its time, whoever dies meanwhile, and the next command knows", async () => {
        const lab = sharedLab();
        const kube = await lab.kube();
        const before = await takeSnapshot(kube);
        lab.edit(STACK, "  sock-shop:faults:", "  sock-shop:expiresAfter: 1m\n  sock-shop:faults:");
        // No load may be as long as its incident; this one still runs when the time comes.
        lab.edit(STACK, "duration: 3m", "duration: 59s");
        let destroyed = "";
        try {
            await lab.up(STACK);
            const job = await kube.json<KubeObject>("GET", objectPath(expiryJob(STACK)));
            const dueAt = Date.parse(String(job.metadata["creationTimestamp"])) + 60_000;
            const preview = await lab.must(["preview", "--stack", STACK]);
            assert.match(preview.output, /incident-6 expires at 20\d\d-\S+Z, in \d+ s/);
            const active = await listed();
            assert.equal(active?.state, "active");
            assert.equal(active.expires, new Date(dueAt).toISOString());
            assert.deepEqual(active.holds, ["Deployment sock-shop/stripe-mock"]);

            // Its pod is killed: the next one must not begin the time anew.
            const [first] = await until("the keeper", 30_000, async () => {
                const pods = await keepers(kube);
                return pods.length === 1 ? pods : undefined;
            });
            await kube.json("DELETE", objectPath({ ...PODS, name: first?.metadata.name ?? "" }));
            await until("another keeper", 40_000, async () =>
                (await keepers(kube)).find(({ metadata }) => metadata.uid !== first?.metadata.uid),
            );
            assert.ok(Date.now() < dueAt, "the pod was followed too late to show anything");

            // From here on no command runs: the CLI is gone.
            const tombstone = await until("the expiry", 120_000, () => readTombstone(kube, STACK));
            const late = Date.parse(tombstone.expiredAt) - dueAt;
            assert.ok(late >= 0 && late < 60_000, `recovered ${late} ms after its time`);
            assert.deepEqual(compareSnapshots(before, await takeSnapshot(kube)), []);

            assert.equal((await listed())?.state, "expired");
            const refused = await lab.pulumi(["preview", "--stack", STACK]);
            assert.notEqual(refused.code, 0);
            assert.match(
                refused.output,
                /stack incident-6: expired at .* was recovered in the cluster/,
            );
            assert.match(refused.output, /cure: +pulumi destroy --stack incident-6/);
        } finally {
            lab.edit(STACK, "  sock-shop:expiresAfter: 1m\n", "");
            lab.edit(STACK, "duration: 59s", "duration: 3m");
            destroyed = (await lab.destroy(STACK)).output;
        }
        assert.match(destroyed, /incident-6 expired at .* was recovered in the cluster/);
        assert.deepEqual(await addedBy(kube, STACK, []), []);
        assert.equal((await listed())?.state, "not up");
        const unchanged = await lab.unchanged();
        assert.equal(unchanged.code, 0, unchanged.output);
        kube.close();
    });
});
