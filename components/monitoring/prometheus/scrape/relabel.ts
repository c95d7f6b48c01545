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
    pod: `${POD}_name`,
    namespace: "__meta_kubernetes_namespace",
    node: "__meta_kubernetes_node_name",
} as const;

/** A pod that has ended keeps its address in the API, and nobody listens there. */
export const WITHOUT_ENDED: Relabel = {
    source_labels: [META.phase],
    regex: "Succeeded|Failed",
    action: "drop",
};
