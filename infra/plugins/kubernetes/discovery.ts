/** What the API server calls a kind in its paths, and whether its objects live in a namespace. */
import type { Api } from "./api.ts";
import { at, listAt, textAt } from "./kube-object.ts";

export interface ApiResource {
    /** e.g. `deployments`. */
    plural: string;
    namespaced: boolean;
}

/** Kinds of the whole cluster; needed without a cluster too. */
const CLUSTER_WIDE = new Set([
    "APIService",
    "CSIDriver",
    "CSINode",
    "CertificateSigningRequest",
    "ClusterRole",
    "ClusterRoleBinding",
    "ClusterTrustBundle",
    "ComponentStatus",
    "DeviceClass",
    "FlowSchema",
    "IPAddress",
    "IngressClass",
    "MutatingAdmissionPolicy",
    "MutatingAdmissionPolicyBinding",
    "MutatingWebhookConfiguration",
    "Namespace",
    "Node",
    "PersistentVolume",
    "PriorityClass",
    "PriorityLevelConfiguration",
    "ResourceSlice",
    "RuntimeClass",
    "SelfSubjectReview",
    "ServiceCIDR",
    "StorageClass",
    "StorageVersion",
    "StorageVersionMigration",
    "SubjectAccessReview",
    "TokenReview",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "ValidatingWebhookConfiguration",
    "VolumeAttachment",
    "VolumeAttributesClass",
]);

/** Whether objects of this kind live in a namespace, as far as one knows without asking. */
export function isNamespaced(kind: string): boolean {
    return !CLUSTER_WIDE.has(kind);
}

/** The API server serves no such kind. */
export class NoSuchKindError extends Error {
    constructor(apiVersion: string, kind: string) {
        super(`no matches for kind "${kind}" in version "${apiVersion}"`);
        this.name = "NoSuchKindError";
    }
}

/** Asks for each apiVersion once. */
export class Discovery {
    readonly #api: Api;
    readonly #groups = new Map<string, Promise<ReadonlyMap<string, ApiResource>>>();

    constructor(api: Api) {
        this.#api = api;
    }

    /** The kind's resource. Throws a `NoSuchKindError` where the server has none. */
    async find(apiVersion: string, kind: string): Promise<ApiResource> {
        const known = this.#groups.get(apiVersion) ?? this.#ask(apiVersion);
        this.#groups.set(apiVersion, known);
        known.catch(() => this.#groups.delete(apiVersion));
        const resource = (await known).get(kind);
        if (resource === undefined) throw new NoSuchKindError(apiVersion, kind);
        return resource;
    }

    async #ask(apiVersion: string): Promise<ReadonlyMap<string, ApiResource>> {
        const path = apiRoot(apiVersion);
        const list = await this.#api.send({ method: "GET", path }).catch((error: unknown) => {
            if (error instanceof Error && "code" in error && error.code === 404) return {};
            throw error;
        });
        const resources = listAt(list, "resources").flatMap((resource): [string, ApiResource][] => {
            const plural = textAt(resource, "name") ?? "";
            if (plural.includes("/")) return []; // a sub-resource such as deployments/scale
            return [
                [
                    textAt(resource, "kind") ?? "",
                    { plural, namespaced: at(resource, "namespaced") === true },
                ],
            ];
        });
        return new Map(resources);
    }
}

/** The path under which an apiVersion is served. */
export function apiRoot(apiVersion: string): string {
    return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
