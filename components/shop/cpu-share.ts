import type { ShopPlan } from "./plan.ts";
import type { Resources } from "./workload.ts";

/** A CPU limit at that share, in whole millicores. */
export function shareOf(limitMilli: number, cpuShare: number): number {
    return Math.round(limitMilli * cpuShare);
}

/** The plan of a shop whose containers get that share of their CPU limits, 0 to 1. */
export function withCpuShare(plan: ShopPlan, cpuShare: number): ShopPlan {
    const resources = (one: Resources): Resources => {
        const limitCpuMilli = shareOf(one.limitCpuMilli, cpuShare);
        // Kubernetes refuses a request above its limit.
        const requestCpuMilli = Math.min(one.requestCpuMilli, limitCpuMilli);
        return { ...one, limitCpuMilli, requestCpuMilli };
    };
    const shared = <T extends { topology: { resources: Resources } }>(
        workloads: Readonly<Record<string, T>>,
    ): Record<string, T> =>
        Object.fromEntries(
            Object.entries(workloads).map(([name, one]) => [
                name,
                {
                    ...one,
                    topology: { ...one.topology, resources: resources(one.topology.resources) },
                },
            ]),
        );
    return { services: shared(plan.services), stores: shared(plan.stores) };
}
