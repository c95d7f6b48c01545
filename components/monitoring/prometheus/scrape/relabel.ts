import type { Relabel } from "../config-schema.ts";

/** Keeps the series of these names, and drops all others. */
export function keepOnly(names: readonly string[]): Relabel {
    return { source_labels: ["__name__"], regex: names.join("|"), action: "keep" };
}

/** Keeps targets of which the label is one of the values. */
export function keepWhere(label: string, values: readonly string[]): Relabel {
    return { source_labels: [label], regex: values.join("|"), action: "keep" };
}

/** Names a label after another. */
export function copy(from: string, to: string): Relabel {
    return { source_labels: [from], target_label: to };
}

const POD = "__meta_kubernetes_pod";

/** Labels of discovery that more than one job goes by. */
export const META = {
    name: `${POD}_label_name`,
    role: `${POD}_label_role`,
    phase: `${POD}_phase`,
    portName: `${POD}_container_port_name`,
    portNumber: `${POD}_container_port_number`,
    pod: `${POD}_name`,
    namespace: "__meta_kubernetes_namespace",
    node: "__meta_kubernetes_node_name",
} as const;

/**
 * Names a target after what stays when its pod begins anew: by the address, as is the rule, a pod of a node that
 * was started again would be a second target, and the first would stay with its last figure for the look-back.
 */
export function instanceOf(...labels: string[]): Relabel {
    return { source_labels: labels, separator: ":", target_label: "instance" };
}

/** Whose figures a pod's are. */
export const OF_THE_POD: readonly Relabel[] = [
    copy(META.namespace, "namespace"),
    copy(META.pod, "pod"),
    instanceOf(META.pod, META.portNumber),
];

/** A pod that has ended keeps its address in the API, and nobody listens there. */
export const WITHOUT_ENDED: Relabel = {
    source_labels: [META.phase],
    regex: "Succeeded|Failed",
    action: "drop",
};
