import assert from "node:assert/strict";
import type { KubeObject } from "../../../../components/kube/client.ts";
import { TerminationWatch } from "../../../../incidents/witness/termination-watch.ts";

const pod = (name: string, workload: string, status: object, more = {}): KubeObject => ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, labels: { name: workload }, ...more },
    status: { containerStatuses: [status] },
});
const killed = (id: string): object => ({
    terminated: { reason: "OOMKilled", exitCode: 137, containerID: id },
});

describe("witness of terminations", () => {
    it("tells each end once, and who waits for the next start", async () => {
        let pods: KubeObject[] = [];
        const watch = new TerminationWatch({ list: () => Promise.resolve(pods) });
        assert.equal(watch.lacks(), "terminations: not read yet");
        pods = [pod("1", "front-end", { state: {}, lastState: killed("before") })];
        await watch.look();
        watch.began();
        assert.equal(watch.lacks(), "terminations: not read yet");
        pods = [
            pod("1", "front-end", { state: killed("b"), lastState: killed("before") }),
            pod("2", "user", { state: {} }),
        ];
        await watch.look();
        await watch.look();
        pods = [
            pod("1", "front-end", {
                state: { waiting: { reason: "CrashLoopBackOff" } },
                lastState: killed("b"),
            }),
            pod("2", "user", { state: {} }),
        ];
        await watch.look();
        pods = [pod("1", "front-end", { state: {}, lastState: killed("c") })];
        await watch.look();
        const end = { reason: "OOMKilled", exitCode: 137 };
        assert.deepEqual(watch.reading().terminations, {
            "front-end": { ends: [end, end], hasBackedOff: true },
        });
    });
    it("takes a pod that somebody deletes for no end", async () => {
        const deleted = { deletionTimestamp: "2026-01-01T00:00:00Z" };
        const watch = new TerminationWatch({
            list: () => Promise.resolve([pod("1", "user", { state: killed("a") }, deleted)]),
        });
        await watch.look();
        assert.deepEqual(watch.reading().terminations, {});
    });
});
