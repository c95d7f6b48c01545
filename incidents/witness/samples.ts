import { type Agent, request } from "node:http";
import type { KubeClient } from "../../components/kube/client.ts";

/** One look at a shop page from outside. */
export interface PageSample {
    /**
     * How long the customer waited. A page that never came counts as waited for to the end, even if the
     * connection was refused at once: it is no fast one.
     */
    latencyMs: number;
    /** HTTP status, 0 where no answer came. */
    status: number;
    /** What the body says went wrong, or undefined: the front-end answers 200 around an error. */
    error: string | undefined;
}

/** Longer than any answer that still counts as one. */
export const PAGE_TIMEOUT_MS = 15_000;

/**
 * Asks for a page through the host port.
 *
 * @param agent keeps the customer's connection; default none: a connection for this page alone
 */
export async function samplePage(
    url: string,
    { agent, timeoutMs = PAGE_TIMEOUT_MS }: { agent?: Agent; timeoutMs?: number } = {},
): Promise<PageSample> {
    const start = performance.now();
    try {
        const { status, body } = await get(url, agent ?? false, timeoutMs);
        const latencyMs = performance.now() - start;
        return { latencyMs, status, error: errorIn(status, body) };
    } catch (error) {
        return { latencyMs: timeoutMs, status: 0, error: (error as Error).message };
    }
}

async function get(
    url: string,
    agent: Agent | false,
    timeoutMs: number,
): Promise<{ status: number; body: string }> {
    return await new Promise((resolve, reject) => {
        const call = request(url, { agent }, (response) => {
            const parts: Buffer[] = [];
            response.on("data", (part: Buffer) => parts.push(part));
            response.on("error", fail);
            response.on("end", () => {
                clearTimeout(timer);
                const body = Buffer.concat(parts).toString("utf8");
                resolve({ status: response.statusCode ?? 0, body });
            });
        });
        const fail = (error: Error): void => {
            clearTimeout(timer);
            reject(error);
        };
        const timer = setTimeout(
            () => call.destroy(new Error(`no answer in ${timeoutMs} ms`)),
            timeoutMs,
        );
        call.on("error", fail);
        call.end();
    });
}

/** What pages say together. */
export interface PageFigures {
    /** 95th percentile of all, those that never came included, in milliseconds. */
    p95Ms: number;
    /** Share that failed, 0 to 1. */
    failedShare: number;
    /** Share whose body says that the `List` breaker is open, 0 to 1. */
    breakerOpenShare: number;
    /** How many failed, by what went wrong. */
    errors: Readonly<Record<string, number>>;
}

/** @throws RangeError for no pages at all */
export function pageFigures(pages: readonly PageSample[]): PageFigures {
    const failed = pages.filter((page) => page.error !== undefined);
    const open = failed.filter((page) => page.error?.includes("circuit breaker"));
    return {
        p95Ms: percentile(
            pages.map((page) => page.latencyMs),
            0.95,
        ),
        failedShare: failed.length / pages.length,
        breakerOpenShare: open.length / pages.length,
        errors: counts(failed.map(({ error = "" }) => error)),
    };
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

function counts(texts: readonly string[]): Record<string, number> {
    const found: Record<string, number> = {};
    for (const text of texts) found[text] = (found[text] ?? 0) + 1;
    return found;
}

/** State of the pods of the whole cluster. */
export interface PodState {
    namespace: string;
    name: string;
    /** Workload the pod belongs to, e.g. `sock-shop/catalogue-db`. */
    owner: string;
    phase: string;
    restarts: number;
}

interface PodView {
    phase?: string;
    containerStatuses?: { restartCount: number }[];
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
                restarts: containers.reduce((sum, one) => sum + one.restartCount, 0),
            };
        });
}
