import assert from "node:assert/strict";
import type * as k8s from "@pulumi/kubernetes";
import { type LoadObjects, loadObjects } from "../../../load/load-objects.ts";
import { LOAD_REQUESTS } from "../../../load/load-requests.ts";

function objects(changes: { workers?: number; stopTimeoutSeconds?: number } = {}): LoadObjects {
    const { workers = 3, ...rest } = changes;
    return loadObjects({
        name: "load-try",
        labels: { "sock-shop/release": "try" },
        image: "locust:1",
        files: { "locustfile.py": "x" },
        load: {
            users: 400,
            spawnRate: 50,
            durationSeconds: 90,
            waitMs: { min: 500, max: 1500 },
            workers,
        },
        ...rest,
    });
}

/** What a test looks at in a Job, with plain values. */
interface Plain {
    containers: {
        args: string[];
        ports?: { name: string; containerPort: number }[];
        env: { name: string; value: string }[];
        resources: { requests: Record<string, string> };
    }[];
}

function podOf(job: { spec: k8s.types.input.batch.v1.JobSpec }): Plain {
    return (job.spec.template as { spec: unknown }).spec as Plain;
}

function environmentOf(job: { spec: k8s.types.input.batch.v1.JobSpec }): Record<string, string> {
    const [container] = podOf(job).containers;
    return Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value]));
}

describe("loadObjects", () => {
    it("names everything after the load and marks it as the stack's", () => {
        const { profile, service, master, workers } = objects();
        assert.deepEqual(
            [profile, service, master, workers].map(({ metadata }) => metadata.name),
            ["load-try-profile", "load-try", "load-try", "load-try-worker"],
        );
        for (const { metadata } of [profile, service, master, workers]) {
            assert.equal(metadata.namespace, "lab");
            assert.deepEqual(metadata.labels, {
                name: "load-try",
                "sock-shop/release": "try",
            });
        }
    });

    // Prometheus reads every pod of the lab that has a port of that name.
    it("lets the master tell Prometheus, and no worker", () => {
        const { master, workers } = objects();
        const [one, other] = [podOf(master).containers[0], podOf(workers).containers[0]];
        assert.deepEqual(one?.ports, [{ name: "metrics", containerPort: 9646 }]);
        assert.equal(other?.ports, undefined);
        const files = ["/mnt/locust/locustfile.py,/mnt/locust/exporter.py"];
        assert.deepEqual([one?.args, other?.args], [files, files]);
    });

    it("runs one master that waits for all workers", () => {
        const { master, workers } = objects();
        assert.deepEqual([master.spec.parallelism, master.spec.completions], [1, 1]);
        assert.deepEqual([workers.spec.parallelism, workers.spec.completions], [3, 3]);
        assert.deepEqual(environmentOf(master), {
            ROLE: "master",
            LOCUST_HOST: "http://front-end.sock-shop.svc.cluster.local",
            STOP_TIMEOUT_S: "0",
            WORKERS: "3",
            USERS: "400",
            // They come at once and begin at the load's own 50 a second.
            SPAWN_RATE: "200",
            RUN_TIME: "90s",
        });
        assert.deepEqual(environmentOf(workers), {
            ROLE: "worker",
            LOCUST_HOST: "http://front-end.sock-shop.svc.cluster.local",
            STOP_TIMEOUT_S: "0",
            MASTER: "load-try",
            RAMP_UP_S: "8",
            WAIT_MIN_S: "0.5",
            WAIT_MAX_S: "1.5",
        });
    });

    it("lets only the master answer at the name that workers look for", () => {
        const { service, master } = objects();
        assert.deepEqual(service.spec.selector, { name: "load-try", role: "master" });
        const labels = (master.spec.template as { metadata: { labels: unknown } }).metadata.labels;
        assert.deepEqual(labels, {
            name: "load-try",
            role: "master",
            "app.kubernetes.io/component": "load",
        });
    });

    it("ends by itself, whatever happens", () => {
        const { master, workers } = objects();
        for (const { spec } of [master, workers]) {
            assert.deepEqual([spec.backoffLimit, spec.activeDeadlineSeconds], [0, 240]);
        }
    });

    it("asks of the scheduler what the baseline keeps free for it", () => {
        const { master, workers } = objects({ workers: 1 });
        const asked = [master, workers].map(
            (job) => podOf(job).containers[0]?.resources.requests ?? {},
        );
        const sum = (name: string): number =>
            asked.reduce((total, one) => total + Number.parseInt(one[name] ?? "", 10), 0);
        assert.deepEqual({ cpuMilli: sum("cpu"), memoryMi: sum("memory") }, LOAD_REQUESTS);
    });
});
