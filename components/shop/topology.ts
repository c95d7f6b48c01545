/**
 * The shop as data: what runs, where it listens, who calls it and what it may use. Figures are those
 * of the spec's environment.md section 3 unless a comment says otherwise.
 */
import { SERVICES } from "./services.ts";
import { STORES } from "./stores.ts";

export { SERVICES, SHOP_NODE_PORT } from "./services.ts";
export { STORES } from "./stores.ts";
export type { Probe, Resources, ServiceTopology, StoreTopology } from "./workload.ts";

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
