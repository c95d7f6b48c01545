import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { LAB_NAMESPACE, MONITORING_NAMESPACE, SHOP_NAMESPACE } from "../components/kit/labels.ts";
import { FRONT_END_PORT, LOAD_ACCOUNT, LOAD_LABELS, MASTER_PORT, METRICS_PORT } from "./places.ts";

type Ingress = k8s.types.input.networking.v1.NetworkPolicyIngressRule;
type Egress = k8s.types.input.networking.v1.NetworkPolicyEgressRule;

/** A namespace's name as Kubernetes itself labels it. */
const NAMESPACE_NAME = "kubernetes.io/metadata.name";

/**
 * Keeps every load inside: an account without rights or token, and, on clusters whose network enforces
 * policies (the closed network's static bridge does not), no way but to the front-end.
 */
export class LoadFence extends pulumi.ComponentResource {
    constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
        super("sockshop:load:LoadFence", name, {}, opts);
        const child = { parent: this };
        const metadata = { name: LOAD_ACCOUNT, namespace: LAB_NAMESPACE };
        new k8s.core.v1.ServiceAccount(
            name,
            { metadata, automountServiceAccountToken: false },
            child,
        );
        new k8s.networking.v1.NetworkPolicy(
            name,
            {
                metadata,
                spec: {
                    podSelector: { matchLabels: LOAD_LABELS },
                    policyTypes: ["Ingress", "Egress"],
                    ingress: [...INGRESS],
                    egress: [...EGRESS],
                },
            },
            child,
        );
        this.registerOutputs({});
    }
}

const MASTER = { protocol: "TCP", port: MASTER_PORT };
const LOADS = { podSelector: { matchLabels: LOAD_LABELS } };

const INGRESS: readonly Ingress[] = [
    // Workers to their master.
    { from: [LOADS], ports: [MASTER] },
    // Prometheus to the master.
    { from: [inNamespace(MONITORING_NAMESPACE)], ports: [{ protocol: "TCP", port: METRICS_PORT }] },
];

const EGRESS: readonly Egress[] = [
    {
        to: ["front-end", "network-proxy-front-end"].map((workload) => ({
            ...inNamespace(SHOP_NAMESPACE),
            // A network fault puts the second before the first.
            podSelector: { matchLabels: { name: workload } },
        })),
        // Of the pod, not of the Service: a policy is judged after the Service's address was translated.
        ports: [{ protocol: "TCP", port: FRONT_END_PORT }],
    },
    { to: [LOADS], ports: [MASTER] },
    {
        to: [
            {
                ...inNamespace("kube-system"),
                podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
            },
        ],
        ports: ["UDP", "TCP"].map((protocol) => ({ protocol, port: 53 })),
    },
];

function inNamespace(name: string): k8s.types.input.networking.v1.NetworkPolicyPeer {
    return { namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: name } } };
}
