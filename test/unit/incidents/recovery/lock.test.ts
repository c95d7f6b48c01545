import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { leaseBody } from "../../../../incidents/recovery/lease.ts";
import {
    acquireLock,
    isLocked,
    type LockRequest,
    removeLeftLocks,
    withLock,
} from "../../../../incidents/recovery/lock.ts";
import { ownProcess, type ProcessIdentity } from "../../../../incidents/recovery/process.ts";
import { FakeCluster } from "../fake-cluster.ts";

const NAME = "stack-incident-3";
const PATH = "/apis/coordination.k8s.io/v1/namespaces/lab/leases/stack-incident-3";
const request = (said: string[], waitMs = 0): LockRequest => ({
    command: "pulumi up --stack incident-3",
    waitMs,
    say: (line) => void said.push(line),
});

/** A process of this machine that has ended. */
function goneProcess(): ProcessIdentity {
    const { pid } = spawnSync("true");
    return { ...ownProcess(), who: "ann@laptop", pid, birth: "1" };
}

async function heldBy(holder: ProcessIdentity): Promise<FakeCluster> {
    const cluster = new FakeCluster();
    const body = leaseBody(NAME, "pulumi destroy --stack incident-3", holder);
    await cluster.json("POST", PATH.slice(0, PATH.lastIndexOf("/")), body);
    return cluster;
}

describe("a lock in the cluster", () => {
    it("refuses a second holder, and names the first with its age and the cure", async () => {
        const cluster = await heldBy(ownProcess());
        cluster.now = "2025-11-21T12:02:05Z";
        const { who, pid } = ownProcess();
        await assert.rejects(acquireLock(cluster, NAME, request([])), {
            name: "LabError",
            message:
                `lab/${NAME} in the cluster: held by ${who}, process ${pid} (pulumi destroy --stack incident-3), for 2 min 5 s\n` +
                "  allowed: one command at a time on a stack\n" +
                `  cure:    wait for process ${pid} of ${who} to end, or end it, then run the same command again: what it leaves is found`,
        });
    });

    it("waits for a holder that ends in time, and says for whom", async () => {
        const cluster = new FakeCluster();
        const first = await acquireLock(cluster, NAME, request([]));
        const said: string[] = [];
        const second = acquireLock(cluster, NAME, request(said, 5_000));
        while (said.length === 0) await new Promise((resolve) => setImmediate(resolve));
        assert.match(said.join(), /^waiting for .+, which holds the lock stack-incident-3$/);
        await first.release();
        const lock = await second;
        assert.equal(await lock.isHeld(), true);
        await lock.release();
        assert.equal(cluster.objects.size, 0);
    });

    it("is taken over from a process that is gone, and says so", async () => {
        const gone = goneProcess();
        const cluster = await heldBy(gone);
        assert.equal(await isLocked(cluster, NAME), false);
        const said: string[] = [];
        const lock = await acquireLock(cluster, NAME, request(said));
        assert.deepEqual(said, [
            `took over the lock stack-incident-3: ann@laptop, process ${gone.pid} (pulumi destroy --stack incident-3) is gone`,
        ]);
        assert.equal(await isLocked(cluster, NAME), true);
        await lock.release();
    });

    // A number of a process is used again: the lock would never be free.
    it("is not fooled by another process of the same number", async () => {
        const cluster = await heldBy({ ...ownProcess(), birth: "long ago" });
        await (await acquireLock(cluster, NAME, request([]))).release();
    });

    it("knows when it was lost, and leaves the new holder's alone", async () => {
        const cluster = new FakeCluster();
        const lock = await acquireLock(cluster, NAME, request([]));
        cluster.objects.delete(PATH);
        const other = await acquireLock(cluster, NAME, request([]));
        assert.equal(await lock.isHeld(), false);
        await lock.release();
        assert.equal(await other.isHeld(), true);
        await other.release();
    });

    it("lets one of many through at a time", async () => {
        const cluster = new FakeCluster();
        let [inside, most] = [0, 0];
        await Promise.all(
            [1, 2, 3].map(() =>
                withLock(cluster, "recording", request([], 5_000), async () => {
                    inside += 1;
                    most = Math.max(most, inside);
                    await new Promise((resolve) => setImmediate(resolve));
                    inside -= 1;
                }),
            ),
        );
        assert.equal(most, 1);
        assert.equal(cluster.objects.size, 0);
    });

    it("is removed by a recovery where its process is gone, and only there", async () => {
        const cluster = await heldBy(goneProcess());
        const other = await acquireLock(cluster, "recording", request([]));
        const said: string[] = [];
        await removeLeftLocks(cluster, (line) => void said.push(line));
        assert.equal(said.length, 1);
        assert.match(said[0] ?? "", /^removed the lock stack-incident-3: ann@laptop, .+ is gone$/);
        assert.equal(await other.isHeld(), true);
        await other.release();
    });
});
