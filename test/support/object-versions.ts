import type { KubeClient } from "../../components/kube/client.ts";

/** Kinds that change by themselves in a shop at rest. */
const RESTLESS = new Set(["events", "leases", "endpoints", "endpointslices"]);

interface ApiResource {
    name: string;
    namespaced: boolean;
    verbs: string[];
}

/**
 * The version of every object in some namespaces, of whatever kind the cluster knows: two that are equal mean
 * that nothing was written in between. Of a pod its identity: the kubelet writes into its status.
 */
export async function objectVersions(
    kube: KubeClient,
    namespaces: readonly string[],
): Promise<Record<string, string>> {
    const { groups } = await kube.json<{
        groups: { preferredVersion: { groupVersion: string } }[];
    }>("GET", "/apis");
    const roots = ["/api/v1", ...groups.map((one) => `/apis/${one.preferredVersion.groupVersion}`)]
        // Readings, which are made anew for each question.
        .filter((root) => !root.includes("metrics.k8s.io"));
    const versions: [string, string][] = [];
    for (const root of roots) {
        const { resources } = await kube.json<{ resources: ApiResource[] }>("GET", root);
        const kinds = resources.filter(
            ({ name, namespaced, verbs }) =>
                namespaced && verbs.includes("list") && !RESTLESS.has(name),
        );
        for (const { name } of kinds) {
            for (const namespace of namespaces) {
                for (const { metadata } of await kube.list(
                    `${root}/namespaces/${namespace}/${name}`,
                )) {
                    const version = name === "pods" ? metadata.uid : metadata.resourceVersion;
                    versions.push([`${name} ${namespace}/${metadata.name}`, version ?? ""]);
                }
            }
        }
    }
    return Object.fromEntries(versions);
}
