import { LabError } from "../../../components/kit/error.ts";
import { SHOP_NAMESPACE } from "../../../components/kit/labels.ts";
import type { KubeClient, KubeObject } from "../../../components/kube/client.ts";
import { collectionPath } from "../../../components/kube/path.ts";
import { pause } from "../../../incidents/recovery/rollout.ts";

const PODS = collectionPath({ apiVersion: "v1", kind: "Pod", namespace: SHOP_NAMESPACE });
const TIMEOUT_MS = 120_000;
/** Short against a second, which is how exactly Kubernetes itself notes times. */
const PAUSE_MS = 100;

/**
 * Deletes a service's pod and times its successor, from the container's start to Ready. The start is
 * noted in whole seconds, so the figure is up to a second too long, never too short.
 */
export async function startToReady(kube: KubeClient, name: string): Promise<number> {
    const old = await podsOf(kube, name);
    for (const pod of old) await kube.text("DELETE", `${PODS}/${pod.metadata.name}`);
    const known = new Set(old.map((pod) => pod.metadata.uid));
    const deadline = Date.now() + TIMEOUT_MS;
    for (;;) {
        const pods = await podsOf(kube, name);
        const started = readySince(pods.filter((pod) => !known.has(pod.metadata.uid)));
        if (started !== undefined) return (Date.now() - started) / 1000;
        if (Date.now() > deadline) {
            throw new LabError({
                where: `Deployment ${SHOP_NAMESPACE}/${name}`,
                found: `no Ready pod ${TIMEOUT_MS / 1000} s after its pod was deleted`,
                allowed: "a pod that replaces the deleted one",
                cure: `kubectl -n ${SHOP_NAMESPACE} describe pods -l name=${name}`,
            });
        }
        await pause(PAUSE_MS);
    }
}

async function podsOf(kube: KubeClient, name: string): Promise<KubeObject[]> {
    return await kube.list(`${PODS}?labelSelector=name%3D${name}`);
}

interface PodStatus {
    conditions?: { type: string; status: string }[];
    containerStatuses?: { state?: { running?: { startedAt: string } } }[];
}

/** When the container of the first Ready pod started, in milliseconds since the epoch. */
export function readySince(pods: readonly KubeObject[]): number | undefined {
    for (const pod of pods) {
        const { conditions = [], containerStatuses = [] } = (pod["status"] ?? {}) as PodStatus;
        const isReady = conditions.some((one) => one.type === "Ready" && one.status === "True");
        const startedAt = containerStatuses[0]?.state?.running?.startedAt;
        if (isReady && startedAt !== undefined) return Date.parse(startedAt);
    }
    return undefined;
}
