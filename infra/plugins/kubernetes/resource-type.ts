/** From a resource's type (`kubernetes:apps/v1:DeploymentPatch`) to what the API server calls it. */

export interface ResourceType {
    apiVersion: string;
    kind: string;
    /** Whether it changes fields of an object that others own. */
    isPatch: boolean;
}

/** Kinds of Kubernetes itself whose name ends in `Patch` or `List` by nature: none so far. */
const REFUSED: readonly [RegExp, string][] = [
    [/^kubernetes:helm\.sh\//, "Helm charts and releases"],
    [/^kubernetes:yaml/, "ConfigFile and ConfigGroup (write the objects as resources)"],
    [/^kubernetes:kustomize/, "kustomize (write the objects as resources)"],
    [/^kubernetes:apiextensions\.k8s\.io\//, "CustomResourceDefinition and CustomResource"],
];

/** Groups of Kubernetes itself. Others are of custom resources. */
const GROUP = /^(apps|autoscaling|batch|core|policy|extensions|[a-z0-9.-]+\.k8s\.io)$/;

/** Reads the type. Throws, naming what it is, for one that this plugin doesn't support. */
export function parseType(type: string): ResourceType {
    const refused = REFUSED.find(([pattern]) => pattern.test(type));
    if (refused) throw new Error(`${type}: not supported by this kubernetes plugin: ${refused[1]}`);
    const match = /^kubernetes:([^/:]+)\/([^/:]+):([A-Za-z]+)$/.exec(type);
    const [, group = "", version = "", name = ""] = match ?? [];
    if (!GROUP.test(group)) {
        throw new Error(
            `${type}: not supported by this kubernetes plugin: only kinds of Kubernetes itself are`,
        );
    }
    if (name.endsWith("List")) {
        throw new Error(
            `${type}: list resources exist for compatibility with YAML manifests and Helm charts, and cannot be ` +
                "created directly. Use the underlying resource type instead",
        );
    }
    return {
        apiVersion: group === "core" ? version : `${group}/${version}`,
        kind: name.replace(/Patch$/, ""),
        isPatch: name.endsWith("Patch"),
    };
}
