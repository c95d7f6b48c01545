import type { KubeClient } from "../../components/kube/client.ts";
import { cpuMilli } from "../../components/kit/quantity.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { collectionPath } from "../../components/kube/path.ts";

/** CPU counters of one container, from its start on, as the kubelet's cAdvisor gives them. */
export interface CpuCounters {
    /** Id that the runtime gave the container; one that restarts in its pod gets another. */
    id: string;
    /** Time of the sample, in milliseconds since the epoch: the kubelet reads only every few seconds. */
    timeMs: number;
    periods: number;
    throttledPeriods: number;
    usageSeconds: number;
}

/** A container that a pod of the shop has now, running or not. */
export interface LiveContainer {
    id: string;
    /** Name of the container, which is that of its workload. */
    name: string;
    /** CPU limit in millicores; undefined where it has none. */
    limitMilli: number | undefined;
    /** When it started, in milliseconds since the epoch, cut to a second; undefined: it has not yet. */
    startedMs: number | undefined;
    isRunning: boolean;
}

const COUNTERS = {
    container_cpu_cfs_periods_total: "periods",
    container_cpu_cfs_throttled_periods_total: "throttledPeriods",
    container_cpu_usage_seconds_total: "usageSeconds",
} as const;
type Metric = keyof typeof COUNTERS;

/** CPU counters of every container of the shop that any kubelet still knows. */
export async function sampleCpu(kube: KubeClient): Promise<CpuCounters[]> {
    const nodes = await kube.list("/api/v1/nodes");
    const texts = await Promise.all(
        nodes.map(({ metadata }) =>
            kube.text("GET", `/api/v1/nodes/${metadata.name}/proxy/metrics/cadvisor`),
        ),
    );
    return texts.flatMap(parseCadvisor);
}

/** Reads the counters of the shop's containers from cAdvisor's text. */
export function parseCadvisor(text: string): CpuCounters[] {
    const found = new Map<string, CpuCounters>();
    const line = /^(container_cpu_\w+)\{([^}]*)\} (\S+)(?: (\d+))?$/gm;
    for (const [, metric = "", labels = "", value, time] of text.matchAll(line)) {
        const field = COUNTERS[metric as Metric] as (typeof COUNTERS)[Metric] | undefined;
        if (field === undefined) continue;
        const label = (key: string): string =>
            new RegExp(`(?:^|,)${key}="([^"]*)"`).exec(labels)?.[1] ?? "";
        // The pod's own line, of all its containers together, has no container in it.
        if (label("namespace") !== SHOP_NAMESPACE || label("container") === "") continue;
        const id = label("name");
        const counters = found.get(id) ?? {
            id,
            timeMs: 0,
            periods: 0,
            throttledPeriods: 0,
            usageSeconds: 0,
        };
        counters[field] = Number(value);
        counters.timeMs = Math.max(counters.timeMs, Number(time ?? 0));
        found.set(id, counters);
    }
    return [...found.values()];
}

interface StateView {
    running?: { startedAt?: string };
    terminated?: { startedAt?: string };
}

interface PodView {
    spec?: { containers?: { name: string; resources?: { limits?: { cpu?: string } } }[] };
    status?: {
        containerStatuses?: {
            name: string;
            containerID?: string;
            state?: StateView;
            lastState?: StateView;
        }[];
    };
}

/** The containers of the shop's pods that are not ending. */
export async function liveContainers(kube: Pick<KubeClient, "list">): Promise<LiveContainer[]> {
    const pods = await kube.list(
        collectionPath({ apiVersion: "v1", kind: "Pod", namespace: SHOP_NAMESPACE }),
    );
    return pods
        .filter((pod) => pod.metadata.deletionTimestamp === undefined)
        .flatMap((pod) => {
            const { spec, status } = pod as unknown as PodView;
            return (status?.containerStatuses ?? []).flatMap((one): LiveContainer[] => {
                const id = one.containerID?.replace(/^\w+:\/\//, "");
                if (id === undefined || id === "") return [];
                const { running, terminated } = one.state ?? {};
                // Of one that waits for its next start, the last life is the one that the id is of.
                const life = running ?? terminated ?? one.lastState?.terminated;
                const limit = spec?.containers?.find(({ name }) => name === one.name)?.resources
                    ?.limits?.cpu;
                return [
                    {
                        id,
                        name: one.name,
                        limitMilli: limit === undefined ? undefined : cpuMilli(limit),
                        startedMs: life?.startedAt == null ? undefined : Date.parse(life.startedAt),
                        isRunning: running !== undefined,
                    },
                ];
            });
        });
}
