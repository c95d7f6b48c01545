/** What a workload of the shop is described by. */

/** CPU in millicores and memory in mebibytes, as request (for the scheduler) and limit (enforced). */
export interface Resources {
    requestCpuMilli: number;
    requestMemoryMi: number;
    limitCpuMilli: number;
    limitMemoryMi: number;
}

/** A check of the kubelet: HTTP where there is a path, else a TCP connect. Times in seconds. */
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
    /**
     * For how many seconds a pod that is to go still takes connections. Default 0. The nodes hear of its going about a second
     * late; a connection that comes between hangs, since nobody is there to refuse it.
     */
    lingerSeconds?: number;
    /** Where Prometheus reads. Default `/metrics`. */
    metricsPath?: string;
    resources: Resources;
    /** Only where the spec has one: a liveness check that can fail restarts what an incident must not. */
    liveness?: Probe;
    /** Passes when, and only when, the service can serve. */
    readiness: Probe;
}

/** One store of the shop, or its broker. */
export interface StoreTopology {
    /** Ports by name; the first is the one that the services use. */
    ports: Readonly<Record<string, number>>;
    /** Port where Prometheus reads, for a store that has one. */
    metricsPort?: number;
    /** True where an exporter reads it by the port that the services use. Default false. */
    hasExporter?: boolean;
    /** Where the persistent volume is mounted. */
    dataPath: string;
    /** Directories besides it that the store writes to, kept in memory. */
    scratch: readonly string[];
    /** Services that may reach it. */
    callers: readonly string[];
    resources: Resources;
    readiness: Probe;
}

/** How a container is started and what it may do. */
export interface Launch {
    /** Replace the image's own. */
    command?: readonly string[];
    args?: readonly string[];
    /** User and group; undefined: the image's own, which may be root. */
    user?: number;
    /** Kept of what is dropped otherwise. Default none. */
    capabilities?: readonly string[];
    /** True for images that write beside their volumes. Default false. */
    writableRoot?: boolean;
}

/** Labels and annotations of a workload's pods besides the shop's own: for who watches them. */
export interface PodMarks {
    labels: Readonly<Record<string, string>>;
    annotations: Readonly<Record<string, string>>;
}
