import { SHOP_NAMESPACE } from "../../../components/kit/labels.ts";
import type { KubeClient } from "../../../components/kube/client.ts";

/** What one container uses, as the kubelet counts it. */
export interface ContainerUse {
    /** The workload: each has one container, of its own name. */
    name: string;
    pod: string;
    /** What the kernel can't take back without harm, in mebibytes. */
    workingSetMi: number;
    /** The part of it that no file stands behind, in mebibytes. */
    anonymousMi: number;
    /** CPU time since the container's start, in nanoseconds. */
    cpuNanos: number;
    /** Time of the CPU reading, in milliseconds since the epoch: the kubelet looks every few seconds. */
    timeMs: number;
}

interface Summary {
    pods?: {
        podRef: { name: string; namespace: string };
        containers?: {
            name: string;
            cpu?: { time: string; usageCoreNanoSeconds?: number };
            memory?: { workingSetBytes?: number; rssBytes?: number };
        }[];
    }[];
}

const MEBIBYTE = 1024 ** 2;

/** Reads a namespace's containers from the kubelet's summary; one that just started has no figures yet. */
export function parseSummary(summary: Summary, namespace = SHOP_NAMESPACE): ContainerUse[] {
    const pods = (summary.pods ?? []).filter((pod) => pod.podRef.namespace === namespace);
    return pods.flatMap((pod) =>
        (pod.containers ?? []).flatMap(({ name, cpu, memory }) => {
            const [nanos, set, rss] = [
                cpu?.usageCoreNanoSeconds,
                memory?.workingSetBytes,
                memory?.rssBytes,
            ];
            if (cpu === undefined || nanos === undefined) return [];
            if (set === undefined || rss === undefined) return [];
            return [
                {
                    name,
                    pod: pod.podRef.name,
                    workingSetMi: set / MEBIBYTE,
                    anonymousMi: rss / MEBIBYTE,
                    cpuNanos: nanos,
                    timeMs: Date.parse(cpu.time),
                },
            ];
        }),
    );
}

/** A namespace's containers on all nodes; the shop's, unless another is named. */
export async function sampleUse(kube: KubeClient, namespace?: string): Promise<ContainerUse[]> {
    const nodes = await kube.list("/api/v1/nodes");
    const summaries = await Promise.all(
        nodes.map((node) =>
            kube.json<Summary>("GET", `/api/v1/nodes/${node.metadata.name}/proxy/stats/summary`),
        ),
    );
    return summaries.flatMap((summary) => parseSummary(summary, namespace));
}
