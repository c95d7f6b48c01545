import assert from "node:assert/strict";
import type { KubeObject } from "../../../../components/kube/client.ts";
import { draw } from "../../../../incidents/keeper/draw.ts";
import { type Killing, killPods } from "../../../../incidents/keeper/kill-pods.ts";
import { FakeCluster } from "../fake-cluster.ts";
import { FakeHost } from "./fake-host.ts";

const START = "2025-11-21T12:00:00Z";
const killing: Killing = {
    targets: ["catalogue", "user", "orders"],
    everyMs: 10_000,
    times: 4,
    seed: 11,
    startAt: Date.parse(START) + 10_000,
};

function pod(owner: string, name: string, isReady = true): KubeObject {
    return {
        apiVersion: "v1",
        kind: "Pod",
        metadata: {
            name,
            namespace: "sock-shop",
            uid: name,
            labels: { name: owner },
            creationTimestamp: "2025-11-21T09:00:00Z",
        },
        status: { conditions: [{ type: "Ready", status: isReady ? "True" : "False" }] },
    };
}

/** A shop of one pod each; a killed one is followed at once by another, which is Ready so much later. */
function shop(host: FakeHost, readyAfterMs: number): FakeCluster {
    const cluster = new FakeCluster(...killing.targets.map((name) => pod(name, `${name}-0`)));
    let made = 0;
    const readyAt = new Map<string, number>();
    cluster.beforeWrite = (write) => {
        const [, owner = ""] = /^DELETE sock-shop\/pods\/(.+)-\d+$/.exec(write) ?? [];
        const next = pod(owner, `${owner}-${++made}`, false);
        const path = `/api/v1/namespaces/sock-shop/pods/${next.metadata.name}`;
        cluster.objects.set(path, next);
        readyAt.set(path, host.now() + readyAfterMs);
    };
    host.meanwhile = (time) => {
        for (const [path, at] of readyAt) {
            const object = cluster.objects.get(path);
            if (object === undefined || time < at) continue;
            cluster.objects.set(
                path,
                pod(object.metadata.labels?.["name"] ?? "", object.metadata.name),
            );
        }
    };
    return cluster;
}

const killed = (cluster: FakeCluster): string[] =>
    cluster.writes.map((write) => write.replace(/^DELETE sock-shop\/pods\/(.+)-\d+$/, "$1"));

describe("draw", () => {
    it("is the same for the same seed and turn, and uses all there is", () => {
        const draws = Array.from({ length: 3000 }, (_, turn) => draw(7, String(turn), 3));
        assert.deepEqual(
            draws,
            Array.from({ length: 3000 }, (_, turn) => draw(7, String(turn), 3)),
        );
        for (const thing of [0, 1, 2]) {
            const share = draws.filter((one) => one === thing).length / draws.length;
            assert.ok(share > 0.3 && share < 0.37, `${thing}: ${share}`);
        }
        assert.notDeepEqual(
            draws,
            Array.from({ length: 3000 }, (_, turn) => draw(8, String(turn), 3)),
        );
    });
});

describe("kill-pods", () => {
    it("kills one pod a turn, the first one turn after its Job, and says how long each was away", async () => {
        const host = new FakeHost("2025-11-21T12:00:02Z");
        const cluster = shop(host, 2_000);
        await killPods(cluster, killing, host);
        const expected = [0, 1, 2, 3].map(
            (turn) => killing.targets[draw(11, `target ${turn}`, 3)] ?? "",
        );
        assert.deepEqual(killed(cluster), expected);
        assert.ok(cluster.queries.every((query) => query === "gracePeriodSeconds=1"));
        assert.equal(host.waits[0], 8_000);
        assert.deepEqual(host.said.slice(0, 2), [
            `turn 1: killed ${expected[0]}-0`,
            `turn 1: ${expected[0]} available again after 2 s`,
        ]);
        assert.equal(host.said.at(-1), "done");
        assert.equal(host.time, killing.startAt + 3 * 10_000 + 2_000);
    });

    it("goes on at the next turn where the target is still away, and says so", async () => {
        const host = new FakeHost(START);
        const cluster = shop(host, 60_000);
        await killPods(cluster, { ...killing, targets: ["user"], times: 2 }, host);
        assert.deepEqual(killed(cluster), ["user", "user"]);
        assert.deepEqual(
            host.said.filter((line) => line.includes("not available")),
            [
                "turn 1: user not available again in 10 s",
                "turn 2: user not available again in 10 s",
            ],
        );
        assert.equal(host.time, killing.startAt + 2 * 10_000);
    });

    it("goes on with the turn that is due in a pod that took over", async () => {
        const host = new FakeHost("2025-11-21T12:00:25Z");
        const cluster = shop(host, 1_000);
        await killPods(cluster, killing, host);
        assert.equal(cluster.writes.length, 2);
        assert.match(host.said[0] ?? "", /^turn 3: killed /);
    });

    it("leaves a target without a pod alone, and survives an API server that doesn't answer", async () => {
        const host = new FakeHost(START);
        const cluster = shop(host, 0);
        const list = cluster.list.bind(cluster);
        let asked = 0;
        cluster.list = async (path) => {
            asked += 1;
            if (asked === 1) throw new Error("connection refused");
            return asked === 2 ? [] : await list(path);
        };
        await killPods(cluster, { ...killing, targets: ["user"], times: 3 }, host);
        assert.deepEqual(host.said.slice(0, 3), [
            "turn 1: connection refused",
            "turn 2: user has no pod to kill",
            "turn 3: killed user-0",
        ]);
    });
});
