import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { collectionPath, type ObjectRef, objectPath } from "../../components/kube/path.ts";
import { LabError } from "../../components/kit/error.ts";

interface DeploymentView {
    generation: number;
    observed: number;
    want: number;
    updated: number;
    available: number;
    total: number;
}

/**
 * Waits until a Deployment runs exactly what it says: every replica new, available, the old ones gone.
 * @throws LabError after `timeoutMs`, with what the pods say
 */
export async function waitForRollout(
    kube: KubeClient,
    ref: ObjectRef,
    timeoutMs: number,
): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
        const object = await kube.find(objectPath(ref));
        const view = object === undefined ? undefined : viewOf(object);
        if (view !== undefined && isSettled(view)) return;
        if (Date.now() > deadline) {
            throw new LabError({
                where: `Deployment ${ref.namespace}/${ref.name}`,
                found: `not rolled out after ${timeoutMs / 1000} s: ${await reason(kube, ref, view)}`,
                allowed: "every replica updated and available",
                cure: `kubectl -n ${ref.namespace} describe pods -l name=${ref.name}, then run the command again`,
            });
        }
        await pause(150);
    }
}

/** True if every replica that is wanted is new and available, and no old one is left. */
export function isSettled(view: DeploymentView): boolean {
    return (
        view.observed >= view.generation &&
        view.updated === view.want &&
        view.available === view.want &&
        view.total === view.want
    );
}

/** The numbers of a Deployment that tell how far a rollout is. */
export function viewOf(object: KubeObject): DeploymentView {
    const spec = (object["spec"] ?? {}) as { replicas?: number };
    const status = (object["status"] ?? {}) as Record<string, number | undefined>;
    return {
        generation: object.metadata.generation ?? 0,
        observed: status["observedGeneration"] ?? 0,
        want: spec.replicas ?? 1,
        updated: status["updatedReplicas"] ?? 0,
        available: status["availableReplicas"] ?? 0,
        total: status["replicas"] ?? 0,
    };
}

async function reason(
    kube: KubeClient,
    ref: ObjectRef,
    view: DeploymentView | undefined,
): Promise<string> {
    if (view === undefined) return "the object is gone";
    const pods = await kube.list(
        collectionPath({ apiVersion: "v1", kind: "Pod", namespace: ref.namespace }) +
            `?labelSelector=name%3D${ref.name}`,
    );
    const states = pods.map((pod) => `${pod.metadata.name} ${podState(pod)}`).join("; ");
    return `${view.available} of ${view.want} available (${states || "no pod"})`;
}

interface PodStatus {
    phase?: string;
    containerStatuses?: { state?: { waiting?: { reason?: string } } }[];
    conditions?: { type: string; status: string; message?: string }[];
}

function podState(pod: KubeObject): string {
    const status = (pod["status"] ?? {}) as PodStatus;
    const waiting = status.containerStatuses?.find((one) => one.state?.waiting)?.state?.waiting;
    const unmet = status.conditions?.find((one) => one.status === "False" && one.message);
    return [status.phase, waiting?.reason, unmet?.message].filter(Boolean).join(": ");
}

/** A short pause between two looks at a condition that has a deadline. */
export function pause(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
}
