import {
    LAB_NAMESPACE,
    SHOP_NAMESPACE,
    STACK_LABEL,
    stackOfLabel,
} from "../../components/kit/labels.ts";
import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { collectionPath } from "../../components/kube/path.ts";

/** The shop's objects that faults are about, as they are at one moment. */
export interface LiveShop {
    deployments: readonly KubeObject[];
    find(kind: string, name: string): KubeObject | undefined;
    /** Name of the autoscaler of a Deployment that isn't that stack's own. */
    autoscalerOf(deployment: string, stack: string): string | undefined;
    /** Stacks that have an object in the cluster, whatever its kind: their commands are not done. */
    stacks: ReadonlySet<string>;
}

const KINDS = [
    { apiVersion: "apps/v1", kind: "Deployment", namespace: SHOP_NAMESPACE },
    { apiVersion: "v1", kind: "Service", namespace: SHOP_NAMESPACE },
    { apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler", namespace: SHOP_NAMESPACE },
    { apiVersion: "batch/v1", kind: "Job", namespace: LAB_NAMESPACE },
];

/** Reads them. */
export async function readLiveShop(kube: KubeClient): Promise<LiveShop> {
    const lists = await Promise.all(
        KINDS.map(async (kind) =>
            // Items of a list carry no type of their own.
            (await kube.list(collectionPath(kind))).map((item) => ({
                ...item,
                apiVersion: kind.apiVersion,
                kind: kind.kind,
            })),
        ),
    );
    const objects: KubeObject[] = lists.flat();
    const values = objects.flatMap(({ metadata }) => metadata.labels?.[STACK_LABEL] ?? []);
    const stackOf = (object: KubeObject, also: readonly string[] = []): string | undefined => {
        const value = object.metadata.labels?.[STACK_LABEL];
        return value === undefined ? undefined : stackOfLabel(value, [...values, ...also]);
    };
    return {
        deployments: objects.filter((object) => object.kind === "Deployment"),
        find: (kind, name) =>
            objects.find((object) => object.kind === kind && object.metadata.name === name),
        autoscalerOf: (deployment, stack) =>
            objects.find(
                (object) =>
                    object.kind === "HorizontalPodAutoscaler" &&
                    stackOf(object, [stack]) !== stack &&
                    targetOf(object) === deployment,
            )?.metadata.name,
        stacks: new Set(objects.flatMap((object) => stackOf(object) ?? [])),
    };
}

function targetOf(autoscaler: KubeObject): string | undefined {
    const spec = autoscaler["spec"] as { scaleTargetRef?: { kind?: string; name?: string } };
    return spec.scaleTargetRef?.kind === "Deployment" ? spec.scaleTargetRef.name : undefined;
}
