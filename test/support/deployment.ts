import type { KubeObject } from "../../components/kube/client.ts";

/** Limits of the first container. */
export function limitsOf(object: KubeObject): unknown {
    const spec = object["spec"] as {
        template: { spec: { containers: { resources: { limits: unknown } }[] } };
    };
    return spec.template.spec.containers[0]?.resources.limits;
}

/** Who owns fields of the object, status aside. */
export function owners(object: KubeObject): string[] {
    return (object.metadata.managedFields ?? [])
        .filter((entry) => entry.subresource !== "status")
        .map((entry) => `${entry.manager ?? ""} ${entry.operation ?? ""}`)
        .sort();
}
