import type { KubeClient } from "../../components/kube/client.ts";
import { collectionPath } from "../../components/kube/path.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";

/** One look at a shop page from outside. */
export interface PageSample {
    latencyMs: number;
    status: number;
    /** What the body says went wrong, or undefined: the front-end answers 200 around an error. */
    error: string | undefined;
}

/** Longer than any answer that still counts as one. */
const PAGE_TIMEOUT_MS = 15_000;

/** Asks for a page through the host port, as a customer would. */
export async function samplePage(url: string): Promise<PageSample> {
    const start = performance.now();
    try {
        const response = await fetch(url, { signal: AbortSignal.timeout(PAGE_TIMEOUT_MS) });
        const body = await response.text();
        const latencyMs = performance.now() - start;
        return { latencyMs, status: response.status, error: errorIn(response.status, body) };
    } catch (error) {
        const cause = (error as Error).cause as Error | undefined;
        return {
            latencyMs: performance.now() - start,
            status: 0,
            error: cause?.message ?? (error as Error).message,
        };
    }
}

/** The error that an answer carries: the contract hides a backend's failure in the body of a 200. */
export function errorIn(status: number, body: string): string | undefined {
    if (status !== 200) return `HTTP ${status}`;
    try {
        const value = JSON.parse(body) as unknown;
        if (Array.isArray(value)) return undefined;
        const error = (value as { error?: unknown } | null)?.error;
        if (error === undefined) return undefined;
        return typeof error === "string" ? error : JSON.stringify(error);
    } catch {
        return "body is not JSON";
    }
}

/** The value at a share of the sorted samples, e.g. 0.95 for the 95th percentile. */
export function percentile(values: readonly number[], share: number): number {
    if (values.length === 0) throw new RangeError("no samples");
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** CPU counters of one container of the shop, as the kubelet's cAdvisor gives them. */
export interface CpuCounters {
    pod: string;
    /** Time of the sample, in milliseconds since the epoch: the kubelet reads only every few seconds. */
    timeMs: number;
    periods: number;
    throttledPeriods: number;
    usageSeconds: number;
}

const COUNTERS = {
    container_cpu_cfs_periods_total: "periods",
    container_cpu_cfs_throttled_periods_total: "throttledPeriods",
    container_cpu_usage_seconds_total: "usageSeconds",
} as const;

/** CPU counters of every container of the shop, by container name; the newest pod counts. */
export async function sampleCpu(kube: KubeClient): Promise<Record<string, CpuCounters>> {
    const nodes = await kube.list("/api/v1/nodes");
    const found: Record<string, CpuCounters> = {};
    for (const node of nodes) {
        const path = `/api/v1/nodes/${node.metadata.name}/proxy/metrics/cadvisor`;
        for (const counters of parseCadvisor(await kube.text("GET", path))) {
            const known = found[counters.container];
            if (known === undefined || known.timeMs <= counters.timeMs) {
                found[counters.container] = counters;
            }
        }
    }
    return found;
}

/** Reads the counters of the shop's containers from cAdvisor's text. */
export function parseCadvisor(text: string): (CpuCounters & { container: string })[] {
    const found = new Map<string, CpuCounters & { container: string }>();
    const line = /^(container_cpu_\w+)\{([^}]*)\} (\S+)(?: (\d+))?$/gm;
    for (const [, metric = "", labels = "", value, time] of text.matchAll(line)) {
        const field = COUNTERS[metric as keyof typeof COUNTERS] as
            (typeof COUNTERS)[keyof typeof COUNTERS] | undefined;
        const label = (name: string): string =>
            new RegExp(`(?:^|,)${name}="([^"]*)"`).exec(labels)?.[1] ?? "";
        const container = label("container");
        if (field === undefined || label("namespace") !== SHOP_NAMESPACE || container === "") {
            continue;
        }
        const key = `${label("pod")}/${container}`;
        const counters = found.get(key) ?? {
            container,
            pod: label("pod"),
            timeMs: 0,
            periods: 0,
            throttledPeriods: 0,
            usageSeconds: 0,
        };
        counters[field] = Number(value);
        counters.timeMs = Math.max(counters.timeMs, Number(time ?? 0));
        found.set(key, counters);
    }
    return [...found.values()];
}

/** State of the pods of the whole cluster. */
export interface PodState {
    namespace: string;
    name: string;
    /** Workload the pod belongs to, e.g. `sock-shop/catalogue-db`. */
    owner: string;
    phase: string;
    ready: boolean;
    restarts: number;
}

interface PodView {
    phase?: string;
    containerStatuses?: { restartCount: number; ready: boolean }[];
}

/** Every pod of every namespace. */
export async function samplePods(kube: KubeClient): Promise<PodState[]> {
    const pods = await kube.list("/api/v1/pods");
    return pods
        .filter((pod) => pod.metadata.deletionTimestamp === undefined)
        .map((pod) => {
            const status = (pod["status"] ?? {}) as PodView;
            const containers = status.containerStatuses ?? [];
            const namespace = pod.metadata.namespace ?? "";
            return {
                namespace,
                name: pod.metadata.name,
                owner: `${namespace}/${pod.metadata.labels?.["name"] ?? pod.metadata.name}`,
                phase: status.phase ?? "Unknown",
                ready: containers.length > 0 && containers.every((one) => one.ready),
                restarts: containers.reduce((sum, one) => sum + one.restartCount, 0),
            };
        });
}

/** CPU limits of the shop's containers in millicores, by container name. */
export async function cpuLimits(kube: KubeClient): Promise<Record<string, string>> {
    const pods = await kube.list(
        collectionPath({ apiVersion: "v1", kind: "Pod", namespace: SHOP_NAMESPACE }),
    );
    interface Spec {
        containers?: { name: string; resources?: { limits?: { cpu?: string } } }[];
    }
    const entries = pods.flatMap((pod) =>
        ((pod["spec"] ?? {}) as Spec).containers?.map((one): [string, string] => [
            one.name,
            one.resources?.limits?.cpu ?? "",
        ]),
    );
    return Object.fromEntries(entries.filter((entry) => entry !== undefined));
}
