import assert from "node:assert/strict";
import type { KubeObject } from "../../../../../components/kube/client.ts";
import { telemetryGaps } from "../../../../../components/monitoring/client/telemetry.ts";

const NOW = new Date("2026-11-21T15:05:00Z");
const at = (secondsAgo: number): number => NOW.getTime() / 1000 - secondsAgo;

interface World {
    /** Seconds ago that a job answered, and that a container was measured. */
    jobs: Record<string, number>;
    containers: Record<string, number>;
    /** What the kubelet has of orders' pod. */
    tail: string;
    /** What the store has of it at the time asked for. */
    kept: string[];
    pods: string[];
}

const SEEN: World = {
    jobs: { orders: 12 },
    containers: { orders: 20 },
    tail:
        "2026-11-21T15:04:40.100000000Z old\n" +
        "2026-11-21T15:04:45.627653001Z kept\n" +
        "2026-11-21T15:04:55.000000000Z on its way\n",
    kept: ["orders-1"],
    pods: ["orders-1"],
};

function clusterOf(world: World, asked: string[] = []) {
    const vector = (label: string, ages: Record<string, number>): string =>
        JSON.stringify({
            status: "success",
            data: {
                resultType: "vector",
                result: Object.entries(ages).map(([name, ago]) => ({
                    metric: { [label]: name },
                    value: [at(0), String(at(ago))],
                })),
            },
        });
    return {
        list: () =>
            Promise.resolve(
                world.pods.map((name): KubeObject => {
                    return { apiVersion: "v1", kind: "Pod", metadata: { name } };
                }),
            ),
        text: (_: string, path: string) => {
            const plain = decodeURIComponent(path.replaceAll("+", " "));
            asked.push(plain);
            if (plain.includes("/log?")) return Promise.resolve(world.tail);
            if (plain.includes("logsql")) {
                const rows = world.kept.map((pod) =>
                    JSON.stringify({
                        _time: "2026-11-21T15:04:45.627653001Z",
                        _msg: "kept",
                        "kubernetes.container_name": "orders",
                        "kubernetes.pod_name": pod,
                    }),
                );
                return Promise.resolve(rows.join("\n"));
            }
            return Promise.resolve(
                plain.includes("container_cpu")
                    ? vector("container", world.containers)
                    : vector("job", world.jobs),
            );
        },
    };
}

const gaps = (changes: Partial<World>, asked?: string[]): Promise<string[]> =>
    telemetryGaps(
        clusterOf({ ...SEEN, ...changes }, asked),
        { jobs: ["orders"], workloads: ["orders"] },
        NOW,
    );

describe("what is not seen of the shop", () => {
    it("is nothing where metrics, container figures and lines are there", async () => {
        const asked: string[] = [];
        assert.deepEqual(await gaps({}, asked), []);
        // The newest line that must have been carried, and none that may be on its way.
        assert.ok(
            asked.some((path) =>
                path.includes("_time:[2026-11-21T15:04:45.627Z, 2026-11-21T15:04:45.628Z]"),
            ),
            asked.join("\n"),
        );
    });

    it("is a job without an answer, or with an old one", async () => {
        assert.deepEqual(await gaps({ jobs: {} }), ["metrics of orders: none"]);
        assert.deepEqual(await gaps({ jobs: { orders: 60 } }), []);
        assert.deepEqual(await gaps({ jobs: { orders: 61 } }), [
            "metrics of orders: the last is 61 s old",
        ]);
    });

    it("is a container that the kernel's figures lack", async () => {
        assert.deepEqual(await gaps({ containers: { payment: 1 } }), [
            "container figures of orders: none",
        ]);
    });

    it("is a line that the kubelet has and the store hasn't, of that very pod", async () => {
        for (const kept of [[], ["orders-0"]]) {
            assert.deepEqual(await gaps({ kept }), [
                "logs of orders: the line of 2026-11-21T15:04:45.627Z in orders-1 isn't kept",
            ]);
        }
    });

    it("is no line of a service that wrote none, or only now", async () => {
        assert.deepEqual(await gaps({ tail: "", kept: [] }), []);
        const now = "2026-11-21T15:04:55.000000000Z just now\n";
        assert.deepEqual(await gaps({ tail: now, kept: [] }), []);
    });

    it("is a workload without a pod", async () => {
        assert.deepEqual(await gaps({ pods: [] }), ["logs of orders: no pod"]);
    });
});
