import { LAB_NAMESPACE, madeBy, SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { collectionPath } from "../../components/kube/path.ts";
import { pathOf } from "./record.ts";
import { remove, removeWithPods } from "./remove.ts";

interface AddedKind {
    apiVersion: string;
    kind: string;
    namespace: string;
    /** True where the object acts through pods, which must have ended too. */
    hasPods?: true;
}

/**
 * Kinds that an incident adds, in the order in which they go: first who acts on the shop (a load, a
 * killer of pods, an autoscaler), then what is only there.
 */
export const ADDED: readonly AddedKind[] = [
    { apiVersion: "batch/v1", kind: "Job", namespace: LAB_NAMESPACE, hasPods: true },
    { apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler", namespace: SHOP_NAMESPACE },
    { apiVersion: "apps/v1", kind: "Deployment", namespace: SHOP_NAMESPACE, hasPods: true },
    { apiVersion: "v1", kind: "Service", namespace: SHOP_NAMESPACE },
    { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", namespace: SHOP_NAMESPACE },
    { apiVersion: "v1", kind: "Service", namespace: LAB_NAMESPACE },
    { apiVersion: "v1", kind: "ConfigMap", namespace: LAB_NAMESPACE },
];

/**
 * The objects that a stack made, in the order in which they are to go.
 * @param spared paths of those that are not asked for
 */
export async function addedBy(
    kube: Pick<KubeClient, "list">,
    stack: string,
    spared: readonly string[],
): Promise<KubeObject[]> {
    const selector = madeBy(stack);
    const lists = await Promise.all(
        ADDED.map(async ({ hasPods: _hasPods, ...kind }) =>
            // Items of a list carry no type of their own.
            (await kube.list(`${collectionPath(kind)}?${selector}`)).map((item) => ({
                ...item,
                apiVersion: kind.apiVersion,
                kind: kind.kind,
            })),
        ),
    );
    return lists.flat().filter((object) => !spared.includes(pathOf(object)));
}

/**
 * Removes the objects that a stack made, one kind after the other.
 * @returns their names, for people
 */
export async function removeAdded(
    kube: KubeClient,
    stack: string,
    spared: readonly string[],
): Promise<string[]> {
    const objects = await addedBy(kube, stack, spared);
    for (const { kind, namespace, hasPods } of ADDED) {
        const ofKind = objects.filter(
            (object) => object.kind === kind && object.metadata.namespace === namespace,
        );
        await Promise.all(
            ofKind.map((object) =>
                hasPods ? removeWithPods(kube, pathOf(object)) : remove(kube, pathOf(object)),
            ),
        );
    }
    return objects.map(nameOf);
}

/** An object for people: `Job lab/load`. */
export function nameOf({ kind, metadata }: KubeObject): string {
    return `${kind} ${metadata.namespace ?? ""}/${metadata.name}`;
}
