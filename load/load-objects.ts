import type * as k8s from "@pulumi/kubernetes";
import { LAB_NAMESPACE, SHOP_NAMESPACE } from "../components/kit/labels.ts";
import { MASTER_REQUESTS, WORKER_REQUESTS } from "./load-requests.ts";
import { locustPod, type LocustPod } from "./locust-pod.ts";
import { MASTER_PORT, METRICS_PORT } from "./places.ts";
import { EXPORTER, LOCUSTFILE } from "./profile-files.ts";
import type { SizedLoad } from "./sizing.ts";

/** Where the load goes: the shop's front door, inside the cluster (spec environment.md, section 8). */
const TARGET = `http://front-end.${SHOP_NAMESPACE}.svc.cluster.local`;

export interface LoadObjectsArgs {
    /** Name of the master's Job; the other objects' names begin with it. */
    name: string;
    /** On every object beside `name`; not on the pods, which who watches the shop discovers. */
    labels: Record<string, string>;
    /** Image with Locust. */
    image: string;
    load: Omit<SizedLoad, "profile" | "explanation">;
    /** The profile's files by name; Locust is started with those that stand in `entry`. */
    files: Record<string, string>;
    /** Default: the profile itself. */
    entry?: readonly string[];
    /** Seconds that the end waits for what users are at. Default 0: cut off. */
    stopTimeoutSeconds?: number;
}

interface Metadata {
    name: string;
    namespace: string;
    labels: Record<string, string>;
}

/** A load as plain objects, for Pulumi as for a plain client. */
export interface LoadObjects {
    profile: { metadata: Metadata; data: Record<string, string> };
    /** The address at which workers find their master. */
    service: { metadata: Metadata; spec: k8s.types.input.core.v1.ServiceSpec };
    master: { metadata: Metadata; spec: k8s.types.input.batch.v1.JobSpec };
    workers: { metadata: Metadata; spec: k8s.types.input.batch.v1.JobSpec };
}

/** Visitors come at that rate and then begin at the load's own (`load/profiles/common.py`). */
const ARRIVALS_PER_SECOND = 200;

/** Locust's master and its workers as Jobs that end by themselves, whatever becomes of each other. */
export function loadObjects(args: LoadObjectsArgs): LoadObjects {
    const { name, load } = args;
    const labels = { name, ...args.labels };
    const metadata = (suffix: string): Metadata => ({
        name: `${name}${suffix}`,
        namespace: LAB_NAMESPACE,
        labels,
    });
    const pod = (
        role: "master" | "worker",
        rest: Pick<LocustPod, "environment" | "requests" | "limits">,
    ): LocustPod => ({
        image: args.image,
        labels: { name, role },
        profile: `${name}-profile`,
        args: [
            [...(args.entry ?? [LOCUSTFILE]), EXPORTER]
                .map((file) => `/mnt/locust/${file}`)
                .join(","),
        ],
        ...(role === "master" ? { metricsPort: METRICS_PORT } : {}),
        ...rest,
        environment: {
            ROLE: role,
            LOCUST_HOST: TARGET,
            STOP_TIMEOUT_S: String(args.stopTimeoutSeconds ?? 0),
            ...rest.environment,
        },
    });
    const job = (template: LocustPod, pods: number): k8s.types.input.batch.v1.JobSpec => ({
        backoffLimit: 0,
        parallelism: pods,
        completions: pods,
        // The way out if Locust hangs: twice its time, and a minute to start.
        activeDeadlineSeconds: 2 * load.durationSeconds + 60,
        template: locustPod(template),
    });
    const master = pod("master", {
        environment: {
            WORKERS: String(load.workers),
            USERS: String(load.users),
            SPAWN_RATE: String(Math.max(load.spawnRate, ARRIVALS_PER_SECOND)),
            RUN_TIME: `${load.durationSeconds}s`,
        },
        requests: MASTER_REQUESTS,
        // A whole core, because its start is mostly the import of Locust.
        limits: { cpu: "1000m", memory: "256Mi" },
    });
    const worker = pod("worker", {
        environment: {
            MASTER: name,
            RAMP_UP_S: String(load.users / load.spawnRate),
            WAIT_MIN_S: String(load.waitMs.min / 1000),
            WAIT_MAX_S: String(load.waitMs.max / 1000),
        },
        requests: WORKER_REQUESTS,
        // The spec's limits (incidents.md, incidents 2 and 4) with a request that fits a small node.
        limits: { cpu: "1000m", memory: "1Gi" },
    });
    return {
        profile: { metadata: metadata("-profile"), data: args.files },
        service: {
            metadata: metadata(""),
            spec: {
                // Not headless: its address is known before the master's pod is, so that no worker
                // that is quicker learns, and keeps for seconds, that there is no such name.
                selector: { name, role: "master" },
                ports: [{ name: "locust", port: MASTER_PORT }],
            },
        },
        master: { metadata: metadata(""), spec: job(master, 1) },
        workers: { metadata: metadata("-worker"), spec: job(worker, load.workers) },
    };
}
