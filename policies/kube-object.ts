import { record, text } from "./json.ts";
import type { PlannedResource } from "./planned.ts";

/** A resource as a Kubernetes object. */
export interface KubeObjectView {
    /** E.g. `apps/v1`. */
    apiVersion: string;
    kind: string;
    /** As the inputs have it: a text, nothing, or not known yet. */
    namespace: unknown;
    /** True where it lays fields over an object that is somebody else's. */
    isPatch: boolean;
    metadata: Readonly<Record<string, unknown>>;
    spec: Readonly<Record<string, unknown>>;
    /** For a message, such as `Deployment sock-shop/orders`. */
    title: string;
}

/** A resource of the Kubernetes plugin, or undefined for any other. */
export function kubeObject({ type, name, props }: PlannedResource): KubeObjectView | undefined {
    const [, group, kind = "", patch] = /^kubernetes:([^:]+):(\w+?)(Patch)?$/.exec(type) ?? [];
    if (group === undefined) return undefined;
    const metadata = record(props["metadata"]);
    // A chart has it beside its values.
    const namespace = kind === "Release" ? props["namespace"] : metadata["namespace"];
    const known = text(metadata["name"]) ?? name;
    return {
        apiVersion: group.replace(/^core\//, ""),
        kind,
        namespace,
        isPatch: patch !== undefined,
        metadata,
        spec: record(props["spec"]),
        title: `${kind} ${typeof namespace === "string" ? `${namespace}/${known}` : known}`,
    };
}

/** The stack that a resource belongs to. */
export function stackOf({ urn }: PlannedResource): string {
    return /^urn:pulumi:([^:]+)::/.exec(urn)?.[1] ?? "";
}

/** Types of the components that a resource is part of, the outermost first. */
export function componentsOf({ urn }: PlannedResource): string[] {
    return (urn.split("::")[2] ?? "").split("$").slice(0, -1);
}
