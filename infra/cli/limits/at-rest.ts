import { LabError } from "../../../components/kit/error.ts";
import { SHOP_NAMESPACE } from "../../../components/kit/labels.ts";
import type { KubeClient } from "../../../components/kube/client.ts";
import { pause } from "../../../incidents/recovery/rollout.ts";
import { type ContainerUse, sampleUse } from "./kubelet.ts";

/** What a workload uses while nobody shops. */
export interface AtRest {
    workingSetMi: number;
    anonymousMi: number;
    /** Average over the window, in thousandths of a core. */
    cpuMilli: number;
}

const WINDOW_MS = 60_000;
/** What the kubelet may take beyond the window to have read every container. */
const PATIENCE_MS = 120_000;
/** The kubelet's own readings are some ten seconds apart. */
const PAUSE_MS = 3_000;

/**
 * Watches containers while nothing happens.
 * @param names of the containers
 * @param options.namespace where they are; the shop's unless named
 * @param options.windowMs how long the CPU is averaged; a minute unless given
 * @throws LabError where the kubelet's readings stand still
 */
export async function measureAtRest(
    kube: KubeClient,
    names: readonly string[],
    { namespace = SHOP_NAMESPACE, windowMs = WINDOW_MS } = {},
): Promise<Record<string, AtRest>> {
    const first = await sampleUse(kube, namespace);
    const deadline = Date.now() + windowMs + PATIENCE_MS;
    for (;;) {
        const rest = compare(first, await sampleUse(kube, namespace), windowMs);
        const missing = names.filter((name) => !(name in rest));
        if (missing.length === 0) return rest;
        if (Date.now() > deadline) {
            throw new LabError({
                where: "kubelet, /stats/summary",
                found: `no readings of ${missing.join(", ")} that are ${windowMs / 1000} s apart`,
                allowed: "every container, from one run of it",
                cure: `kubectl -n ${namespace} get pods; once all are Running and stay so, again`,
            });
        }
        await pause(PAUSE_MS);
    }
}

/** The containers that were seen twice at least so far apart, and were not started anew between. */
export function compare(
    before: readonly ContainerUse[],
    after: readonly ContainerUse[],
    windowMs: number,
): Record<string, AtRest> {
    const found: Record<string, AtRest> = {};
    for (const now of after) {
        const old = before.find((one) => one.pod === now.pod && one.name === now.name);
        if (old === undefined || now.timeMs - old.timeMs < windowMs) continue;
        if (now.cpuNanos < old.cpuNanos) continue;
        found[now.name] = {
            workingSetMi: now.workingSetMi,
            anonymousMi: now.anonymousMi,
            // Nanoseconds of CPU in milliseconds of time: a thousandth of a core is 1000 of these.
            cpuMilli: (now.cpuNanos - old.cpuNanos) / (now.timeMs - old.timeMs) / 1000,
        };
    }
    return found;
}
