import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { collectionPath, objectPath } from "../../components/kube/path.ts";
import { LAB_NAMESPACE, SHOP_NAMESPACE, STACK_LABEL } from "../../components/kit/labels.ts";
import { type Snapshot, takeSnapshot } from "../evidence/snapshot.ts";

/** The load of a stack, as its master Job has it. */
export type LoadState =
    | { state: "none" | "running" }
    /** By itself, at that time in milliseconds since the epoch. */
    | { state: "ended"; atMs: number }
    | { state: "failed"; atMs: number; reason: string };

/** An event of the shop, with what tells it from others. */
export interface ShopEvent {
    at: string;
    type: string;
    reason: string;
    /** `Kind/name`. */
    object: string;
    message: string;
    count: number;
}

/** What a proof asks the cluster besides its witness. */
export interface ClusterView {
    snapshot(): Promise<Snapshot>;
    /** Objects that a stack laid anywhere and that are still there. */
    leftOvers(stack: string): Promise<string[]>;
    load(stack: string): Promise<LoadState>;
    /** Lines of JSON from the log of the load's master; none where there is no load. */
    loadLog(stack: string): Promise<string>;
    /** Events of the shop since that time, oldest first. */
    events(since: Date): Promise<ShopEvent[]>;
}

const JOB = { apiVersion: "batch/v1", kind: "Job" };

/**
 * What a stack may lay into a namespace. The judge's own list, on purpose: what the recovery's forgets
 * has to be seen.
 */
export const LAID = [
    JOB,
    { apiVersion: "v1", kind: "ConfigMap" },
    { apiVersion: "v1", kind: "Service" },
    { apiVersion: "apps/v1", kind: "Deployment" },
    { apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler" },
    { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy" },
];

/** A cluster as it is. */
export class LiveClusterView implements ClusterView {
    readonly #kube: KubeClient;

    constructor(kube: KubeClient) {
        this.#kube = kube;
    }

    snapshot(): Promise<Snapshot> {
        return takeSnapshot(this.#kube);
    }

    async leftOvers(stack: string): Promise<string[]> {
        const selector = `labelSelector=${encodeURIComponent(`${STACK_LABEL}=${stack}`)}`;
        const kinds = [LAB_NAMESPACE, SHOP_NAMESPACE].flatMap((namespace) =>
            LAID.map((kind) => ({ ...kind, namespace })),
        );
        const lists = await Promise.all(
            kinds.map(async (kind) => {
                const objects = await this.#kube.list(`${collectionPath(kind)}?${selector}`);
                return objects.map(({ metadata }) => `${kind.kind} ${metadata.name}`);
            }),
        );
        return lists.flat();
    }

    async load(stack: string): Promise<LoadState> {
        const path = objectPath({ ...JOB, namespace: LAB_NAMESPACE, name: loadJob(stack) });
        return loadState(await this.#kube.find(path));
    }

    async loadLog(stack: string): Promise<string> {
        const pods = collectionPath({ apiVersion: "v1", kind: "Pod", namespace: LAB_NAMESPACE });
        const selector = `labelSelector=${encodeURIComponent(`job-name=${loadJob(stack)}`)}`;
        const [pod] = await this.#kube.list(`${pods}?${selector}`);
        if (pod === undefined) return "";
        return jsonLines(await this.#kube.text("GET", `${pods}/${pod.metadata.name}/log`));
    }

    async events(since: Date): Promise<ShopEvent[]> {
        const path = collectionPath({
            apiVersion: "v1",
            kind: "Event",
            namespace: SHOP_NAMESPACE,
        });
        return shopEvents(await this.#kube.list(path), since);
    }
}

/** Name of the Job whose end is the load's end. */
function loadJob(stack: string): string {
    return `load-${stack}`;
}

/** What a master Job says of its load. */
export function loadState(job: KubeObject | undefined): LoadState {
    if (job === undefined) return { state: "none" };
    interface Condition {
        type: string;
        status: string;
        message?: string;
        lastTransitionTime?: string;
    }
    const { conditions = [] } = (job["status"] ?? {}) as { conditions?: Condition[] };
    const met = (type: string): Condition | undefined =>
        conditions.find((one) => one.type === type && one.status === "True");
    const at = (one: Condition): number => Date.parse(one.lastTransitionTime ?? "") || Date.now();
    const complete = met("Complete");
    if (complete !== undefined) return { state: "ended", atMs: at(complete) };
    const failed = met("Failed");
    if (failed === undefined) return { state: "running" };
    return { state: "failed", atMs: at(failed), reason: failed.message ?? "the Job failed" };
}

/** The lines of a log that are objects of JSON: a program's own log has other lines too. */
export function jsonLines(log: string): string {
    const lines = log.split("\n").filter((line) => {
        try {
            const value = JSON.parse(line) as unknown;
            return typeof value === "object" && value !== null;
        } catch {
            return false;
        }
    });
    return lines.map((line) => `${line}\n`).join("");
}

/** Events of that time on, oldest first. */
export function shopEvents(events: readonly KubeObject[], since: Date): ShopEvent[] {
    interface Event {
        type?: string;
        reason?: string;
        message?: string;
        count?: number;
        eventTime?: string | null;
        lastTimestamp?: string | null;
        series?: { count: number; lastObservedTime: string } | null;
        involvedObject?: { kind?: string; name?: string };
    }
    return (
        (events as unknown as readonly Event[])
            .map((event) => ({
                at: event.series?.lastObservedTime ?? event.lastTimestamp ?? event.eventTime ?? "",
                type: event.type ?? "",
                reason: event.reason ?? "",
                object: `${event.involvedObject?.kind ?? ""}/${event.involvedObject?.name ?? ""}`,
                message: event.message ?? "",
                count: event.series?.count ?? event.count ?? 1,
            }))
            // Most have whole seconds only.
            .filter(({ at }) => Date.parse(at) >= since.getTime() - 1_000)
            .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
    );
}
