import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { collectionPath, objectPath } from "../../components/kube/path.ts";
import { LAB_NAMESPACE, loadName, madeBy, SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { type Snapshot, takeSnapshot } from "../evidence/snapshot.ts";

/** The load of a stack, as its master Job has it. */
export type LoadState =
    | { state: "none" | "running" }
    /** By itself, at that time in milliseconds since the epoch. */
    | { state: "ended"; atMs: number }
    | { state: "failed"; atMs: number; reason: string };

/** What a proof asks the cluster besides its witness. */
export interface ClusterView {
    snapshot(): Promise<Snapshot>;
    /** Objects that a stack laid anywhere and that are still there. */
    leftOvers(stack: string): Promise<string[]>;
    load(stack: string): Promise<LoadState>;
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
        const selector = madeBy(stack);
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
        const path = objectPath({ ...JOB, namespace: LAB_NAMESPACE, name: loadName(stack) });
        return loadState(await this.#kube.find(path));
    }
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
