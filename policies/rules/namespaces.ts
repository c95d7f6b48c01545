import { AGENT_NAMESPACE } from "../../components/monitoring/datadog/agent/values.ts";
import {
    LAB_NAMESPACE,
    MONITORING_NAMESPACE,
    SHOP_NAMESPACE,
} from "../../components/kit/labels.ts";
import { shown } from "../json.ts";
import { type KubeObjectView, kubeObject } from "../kube-object.ts";
import { UNKNOWN } from "../planned.ts";
import type { Rule, Violation } from "../rule.ts";

/** The namespaces that the lab makes and takes away. */
export const OWN_NAMESPACES: readonly string[] = [
    SHOP_NAMESPACE,
    LAB_NAMESPACE,
    MONITORING_NAMESPACE,
    AGENT_NAMESPACE,
];

/** Kinds without a namespace that the lab needs; every other one would touch the whole cluster. */
const CLUSTER_KINDS = [
    "Namespace",
    "ClusterRole",
    "ClusterRoleBinding",
    "StorageClass",
    "APIService",
];

/** Objects are in the namespaces of the lab, and a namespace that is made is one of them. */
export const namespaces: Rule = {
    name: "namespaces",
    description: `Objects are in the namespaces ${OWN_NAMESPACES.join(", ")} only.`,
    check(resource) {
        const object = kubeObject(resource);
        if (object === undefined) return [];
        if (object.kind === "Namespace") {
            const name = object.metadata["name"];
            return isOwn(name) ? [] : [violation(object, "metadata.name", name)];
        }
        if (CLUSTER_KINDS.includes(object.kind)) return [];
        const { namespace } = object;
        return isOwn(namespace) ? [] : [violation(object, "metadata.namespace", namespace)];
    },
};

function isOwn(namespace: unknown): boolean {
    return namespace === UNKNOWN || OWN_NAMESPACES.includes(String(namespace));
}

function violation({ title }: KubeObjectView, field: string, namespace: unknown): Violation {
    return {
        what: `namespace ${String(namespace)}`,
        where: `${title}, ${field}`,
        found: shown(namespace),
        allowed: OWN_NAMESPACES.join(", "),
        cure: "put it into one of them, or justify an exemption in policies/exemptions.ts",
    };
}
