/** The cluster that the contract is tried on: any one with a node whose images include Kubernetes' own. */
import {
    KubeConfig,
    KubernetesObjectApi,
    PatchStrategy,
    type KubernetesObject,
} from "@kubernetes/client-node";
import type { ResourceSpec } from "./resource-spec.ts";

export interface Ground {
    /** The provider that every Kubernetes resource of a case names. */
    provider: ResourceSpec;
    /** Runs for ever without doing anything. */
    idleImage: string;
    /** `-version` prints a line and exits with 0. */
    onceImage: string;
    read(
        apiVersion: string,
        kind: string,
        name: string,
        namespace?: string,
    ): Promise<LiveObject | undefined>;
    /** Changes an object as somebody else would, by a merge patch. */
    tamper(object: KubernetesObject & Record<string, unknown>): Promise<void>;
    remove(apiVersion: string, kind: string, name: string, namespace?: string): Promise<void>;
}

/** An object as the API server has it; only what the cases look at is typed. */
export interface LiveObject extends KubernetesObject {
    spec?: Record<string, unknown>;
    status?: { images?: { names?: string[] }[] };
    data?: Record<string, string>;
}

/** Reads KUBECONFIG and, if set, CONTRACT_CONTEXT. Throws where there is no cluster: nothing is skipped. */
export async function findGround(): Promise<Ground> {
    const kubeconfig = process.env["KUBECONFIG"];
    if (!kubeconfig) {
        throw new Error(
            "KUBECONFIG: not set; the contract suite needs a cluster it may create namespaces in. " +
                "Run `npm test`, which makes one, or set KUBECONFIG (and CONTRACT_CONTEXT)",
        );
    }
    const config = new KubeConfig();
    config.loadFromFile(kubeconfig);
    const context = process.env["CONTRACT_CONTEXT"] || config.getCurrentContext();
    config.setCurrentContext(context);
    const api = KubernetesObjectApi.makeApiClient(config);
    const { items } = await api.list<LiveObject>("v1", "Node");
    const images = items
        .flatMap((node) => node.status?.images ?? [])
        .flatMap(({ names }) => names ?? []);
    const find = (part: RegExp): string => {
        const image = images.find((name) => part.test(name));
        if (image === undefined)
            throw new Error(
                `no image like ${part} on the nodes of ${context}; found ${images.join(", ")}`,
            );
        return image;
    };
    return {
        provider: {
            name: "cluster",
            type: "pulumi:providers:kubernetes",
            inputs: { kubeconfig, context, clusterIdentifier: "contract" },
        },
        idleImage: find(/\/pause:[\d.]+$/),
        onceImage: find(/\/coredns:v[\d.]+$/),
        async read(apiVersion, kind, name, namespace) {
            try {
                return await api.read<LiveObject & { metadata: { name: string } }>({
                    apiVersion,
                    kind,
                    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
                });
            } catch (error) {
                if (error instanceof Error && "code" in error && error.code === 404)
                    return undefined;
                throw error;
            }
        },
        async tamper(object) {
            await api.patch(
                object,
                undefined,
                undefined,
                "somebody-else",
                undefined,
                PatchStrategy.MergePatch,
            );
        },
        async remove(apiVersion, kind, name, namespace) {
            await api.delete({
                apiVersion,
                kind,
                metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
            });
        },
    };
}
