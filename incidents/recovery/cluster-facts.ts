import { LAB_NAMESPACE } from "../../components/kit/labels.ts";
import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { collectionPath } from "../../components/kube/path.ts";

/**
 * Identity of a cluster: the namespace `kube-system` lives exactly as long. Undefined where it can't be told;
 * the keeper, who may not read it, never asks.
 */
export async function clusterIdentity(kube: KubeClient): Promise<string | undefined> {
    return (await kube.find("/api/v1/namespaces/kube-system"))?.metadata.uid;
}

/**
 * What time it is by the cluster's clock. Ages of its objects are told by that: this machine's clock may be
 * another's, or may have jumped. The server stamps an object that is asked for and not kept.
 */
export async function clusterNow(kube: KubeClient): Promise<Date> {
    const configMaps = { apiVersion: "v1", kind: "ConfigMap", namespace: LAB_NAMESPACE };
    const probe = await kube.json<KubeObject>("POST", `${collectionPath(configMaps)}?dryRun=All`, {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "what-time-is-it", namespace: LAB_NAMESPACE },
    });
    return new Date(String(probe.metadata["creationTimestamp"]));
}
