import type { Probe, Resources } from "./workload.ts";

/** A check with Kubernetes' default of three failures. */
export function probe(
    path: string | undefined,
    times: Pick<Probe, "initialDelaySeconds" | "periodSeconds" | "timeoutSeconds"> &
        Partial<Pick<Probe, "failureThreshold">>,
): Probe {
    return { ...(path === undefined ? {} : { path }), failureThreshold: 3, ...times };
}

/** Requests and limits in the order of the spec's table: CPU in millicores, memory in mebibytes. */
export function resources(
    cpu: { request: number; limit: number },
    memory: { request: number; limit: number },
): Resources {
    return {
        requestCpuMilli: cpu.request,
        limitCpuMilli: cpu.limit,
        requestMemoryMi: memory.request,
        limitMemoryMi: memory.limit,
    };
}
