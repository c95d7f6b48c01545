import type { MonitoringName } from "./places.ts";

/** CPU in millicores, memory in mebibytes. */
export interface Budget {
    requestCpuMilli: number;
    limitCpuMilli: number;
    requestMemoryMi: number;
    limitMemoryMi: number;
}

/**
 * What each may use. Without a cluster's series the images took, in MiB: Prometheus 30, Alertmanager 15,
 * receiver 31, kube-state-metrics 13, VictoriaLogs 4, exporters 4 and 7; what is requested leaves them
 * room to grow with the shop's. CPU requests are shares, not needs: their sum must leave a 2-core node room for the three more front-ends
 * that incident 7's repaired autoscaler asks for, and a unit test holds them to that.
 */
export const BUDGETS: Readonly<Record<MonitoringName, Budget>> = {
    prometheus: budget({ cpu: 15, memory: 160 }, { cpu: 500, memory: 384 }),
    alertmanager: budget({ cpu: 1, memory: 32 }, { cpu: 100, memory: 64 }),
    "alert-receiver": budget({ cpu: 2, memory: 64 }, { cpu: 100, memory: 96 }),
    "kube-state-metrics": budget({ cpu: 5, memory: 32 }, { cpu: 100, memory: 96 }),
    "catalogue-db-exporter": budget({ cpu: 2, memory: 24 }, { cpu: 100, memory: 48 }),
    "session-db-exporter": budget({ cpu: 2, memory: 24 }, { cpu: 100, memory: 48 }),
    "victoria-logs": budget({ cpu: 6, memory: 64 }, { cpu: 300, memory: 192 }),
    vlagent: budget({ cpu: 6, memory: 32 }, { cpu: 200, memory: 96 }),
    // Not tried: no image of it can be had on the closed network.
    grafana: budget({ cpu: 1, memory: 96 }, { cpu: 200, memory: 256 }),
};

/** What all of it asks the scheduler for on a cluster of one node. */
export const MONITORING_REQUESTS = {
    cpuMilli: sum((one) => one.requestCpuMilli),
    memoryMi: sum((one) => one.requestMemoryMi),
};

function budget(
    request: { cpu: number; memory: number },
    limit: { cpu: number; memory: number },
): Budget {
    return {
        requestCpuMilli: request.cpu,
        requestMemoryMi: request.memory,
        limitCpuMilli: limit.cpu,
        limitMemoryMi: limit.memory,
    };
}

function sum(part: (one: Budget) => number): number {
    return Object.values(BUDGETS).reduce((total, one) => total + part(one), 0);
}
