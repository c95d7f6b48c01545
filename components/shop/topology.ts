/**
 * The shop as data: what runs, where it listens and what it may use.
 * Figures are those of the spec's environment.md section 3 unless a comment says otherwise.
 */

/** CPU in millicores and memory in mebibytes, as request (for the scheduler) and limit (enforced). */
export interface Resources {
    requestCpuMilli: number;
    requestMemoryMi: number;
    limitCpuMilli: number;
    limitMemoryMi: number;
}

/** An HTTP or TCP check of the kubelet; times in seconds. */
export interface Probe {
    path?: string;
    initialDelaySeconds: number;
    periodSeconds: number;
    timeoutSeconds: number;
    failureThreshold: number;
}

/** One stateless service of the shop. */
export interface ServiceTopology {
    /** Port the container listens on; the Service in front is always port 80. */
    containerPort: number;
    /** Port of every node that leads to the Service, where the host must reach it. */
    nodePort?: number;
    resources: Resources;
    liveness: Probe;
    readiness: Probe;
}

/** Host port 2025 is mapped to this node port (spec section 1). */
export const SHOP_NODE_PORT = 30001;

export const SERVICES = {
    "front-end": {
        containerPort: 8079,
        nodePort: SHOP_NODE_PORT,
        resources: {
            requestCpuMilli: 100,
            requestMemoryMi: 300,
            limitCpuMilli: 300,
            limitMemoryMi: 1000,
        },
        // The 3 s period: every crash figure of the spec was taken with it (section 3.2).
        liveness: probe("/", { initialDelaySeconds: 5, periodSeconds: 3, timeoutSeconds: 1 }),
        readiness: probe("/", { initialDelaySeconds: 1, periodSeconds: 3, timeoutSeconds: 1 }),
    },
    catalogue: {
        containerPort: 8080,
        resources: {
            requestCpuMilli: 100,
            requestMemoryMi: 100,
            limitCpuMilli: 200,
            limitMemoryMi: 200,
        },
        // Live values of generation A, not the manifest's 180 s delay: ours starts in about a second.
        // /health waits for the database, so the time-out is longer than a starved database's answer.
        liveness: probe("/health", {
            initialDelaySeconds: 60,
            periodSeconds: 10,
            timeoutSeconds: 5,
            failureThreshold: 6,
        }),
        readiness: probe("/health", {
            initialDelaySeconds: 1,
            periodSeconds: 5,
            timeoutSeconds: 5,
        }),
    },
} as const satisfies Record<string, ServiceTopology>;

/** One store of the shop. */
export interface StoreTopology {
    port: number;
    /** Where the persistent volume is mounted. */
    dataPath: string;
    resources: Resources;
    readiness: Probe;
}

export const STORES = {
    "catalogue-db": {
        port: 3306,
        dataPath: "/var/lib/mysql",
        // The spec's "after recovery" limits (section 11.3): a limit makes the overlay a change of
        // one number, and no workload of the lab is unlimited.
        resources: {
            requestCpuMilli: 100,
            requestMemoryMi: 128,
            limitCpuMilli: 500,
            limitMemoryMi: 512,
        },
        // The spec has no probe here and notes the harm: a rollout "succeeds" before it serves.
        readiness: probe(undefined, {
            initialDelaySeconds: 1,
            periodSeconds: 2,
            timeoutSeconds: 5,
        }),
    },
} as const satisfies Record<string, StoreTopology>;

export type ServiceName = keyof typeof SERVICES;
export type StoreName = keyof typeof STORES;
export type WorkloadName = ServiceName | StoreName;

/** What all workloads of the shop ask the scheduler for. */
export function requestedRoom(): { cpuMilli: number; memoryMi: number } {
    const all = [...Object.values(SERVICES), ...Object.values(STORES)];
    return {
        cpuMilli: all.reduce((sum, one) => sum + one.resources.requestCpuMilli, 0),
        memoryMi: all.reduce((sum, one) => sum + one.resources.requestMemoryMi, 0),
    };
}

/** Every workload that a fault can aim at. */
export const WORKLOADS: readonly string[] = [...Object.keys(SERVICES), ...Object.keys(STORES)];

function probe(
    path: string | undefined,
    times: Pick<Probe, "initialDelaySeconds" | "periodSeconds" | "timeoutSeconds"> &
        Partial<Pick<Probe, "failureThreshold">>,
): Probe {
    return { ...(path === undefined ? {} : { path }), failureThreshold: 3, ...times };
}
