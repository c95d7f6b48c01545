import { stripVTControlCharacters } from "node:util";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { collectionPath } from "../../components/kube/path.ts";
import { samplePods } from "../../incidents/witness/samples.ts";

/** Path of the shop's pods. */
export const PODS = collectionPath({ apiVersion: "v1", kind: "Pod", namespace: SHOP_NAMESPACE });

/** Restart counts of the shop's containers by pod; a pod that is being deleted does not count. */
export async function restartsByPod(kube: KubeClient): Promise<Record<string, number>> {
    const pods = (await samplePods(kube)).filter((pod) => pod.namespace === SHOP_NAMESPACE);
    return Object.fromEntries(pods.map((pod) => [pod.name, pod.restarts]));
}

/** The pods of a workload that are to stay. */
export async function podsOf(kube: KubeClient, name: string): Promise<KubeObject[]> {
    const pods = await kube.list(`${PODS}?labelSelector=name%3D${name}`);
    return pods.filter((pod) => pod.metadata.deletionTimestamp === undefined);
}

/** What the pods of a workload have written since then, without terminal colours. */
export async function logsSince(kube: KubeClient, name: string, since: Date): Promise<string> {
    const texts = await Promise.all(
        (await podsOf(kube, name)).map((pod) =>
            kube.text("GET", `${PODS}/${pod.metadata.name}/log?sinceTime=${since.toISOString()}`),
        ),
    );
    return stripVTControlCharacters(texts.join(""));
}

/** A value of a Secret of the shop. */
export async function secretValue(kube: KubeClient, name: string, key: string): Promise<string> {
    const ref = { apiVersion: "v1", kind: "Secret", namespace: SHOP_NAMESPACE };
    const secret = await kube.find(`${collectionPath(ref)}/${name}`);
    const value = (secret?.["data"] as Record<string, string> | undefined)?.[key];
    if (value === undefined) throw new Error(`Secret ${name} has no key ${key}`);
    return Buffer.from(value, "base64").toString("utf8");
}
