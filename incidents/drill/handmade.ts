import { SHOP_NAMESPACE, STACK_LABEL } from "../../components/kit/labels.ts";
import type { KubeClient } from "../../components/kube/client.ts";
import { collectionPath, objectPath } from "../../components/kube/path.ts";
import type { Snapshot } from "../evidence/snapshot.ts";

/** What an investigator may make; a recovery knows nothing of it. */
const KINDS = [{ apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler" }];

/**
 * Removes what somebody made by hand since the shop was healthy, so that it doesn't work against the recovery.
 * @returns what it was
 */
export async function removeHandmade(
    kube: Pick<KubeClient, "list" | "text">,
    before: Pick<Snapshot, "objects">,
): Promise<string[]> {
    const removed: string[] = [];
    for (const kind of KINDS) {
        const ref = { ...kind, namespace: SHOP_NAMESPACE };
        for (const { metadata } of await kube.list(collectionPath(ref))) {
            const isKnown = before.objects[`${kind.kind}/${metadata.name}`] !== undefined;
            if (isKnown || metadata.labels?.[STACK_LABEL] !== undefined) continue;
            await kube.text("DELETE", objectPath({ ...ref, name: metadata.name }));
            removed.push(`${kind.kind} ${metadata.name}`);
        }
    }
    return removed;
}
