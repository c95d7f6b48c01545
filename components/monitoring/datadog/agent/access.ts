import * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { AGENT_NAMESPACE } from "./values.ts";

type Rule = k8s.types.input.rbac.v1.PolicyRule;

const LOOK = ["get", "list", "watch"];
const WATCH = ["list", "watch"];

/** What the agent on a node asks: its kubelet, and the pods of its node where the kubelet is asked through the API server. */
const NODE_AGENT: Rule[] = [
    { nonResourceURLs: ["/metrics", "/metrics/slis"], verbs: ["get"] },
    {
        apiGroups: [""],
        resources: ["nodes/metrics", "nodes/spec", "nodes/proxy", "nodes/stats"],
        verbs: ["get"],
    },
    { apiGroups: [""], resources: ["pods"], verbs: ["get", "list"] },
    { apiGroups: [""], resources: ["endpoints"], verbs: ["get"] },
    { apiGroups: ["coordination.k8s.io"], resources: ["leases"], verbs: ["get"] },
];

/**
 * What the cluster agent reads: events, tags, state metrics, the explorer. The chart lets it read Secrets and ConfigMaps too, to count
 * them; no query of the lab needs that number, so it can't.
 */
const CLUSTER_AGENT: Rule[] = [
    {
        apiGroups: [""],
        resources: [
            "endpoints",
            "events",
            "limitranges",
            "namespaces",
            "nodes",
            "persistentvolumeclaims",
            "persistentvolumes",
            "pods",
            "replicationcontrollers",
            "resourcequotas",
            "serviceaccounts",
            "services",
        ],
        verbs: LOOK,
    },
    { apiGroups: [""], resources: ["componentstatuses"], verbs: LOOK },
    { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: LOOK },
    {
        apiGroups: ["apps"],
        resources: [
            "controllerrevisions",
            "daemonsets",
            "deployments",
            "replicasets",
            "statefulsets",
        ],
        verbs: LOOK,
    },
    { apiGroups: ["batch"], resources: ["cronjobs", "jobs"], verbs: LOOK },
    { apiGroups: ["autoscaling"], resources: ["horizontalpodautoscalers"], verbs: WATCH },
    { apiGroups: ["policy"], resources: ["poddisruptionbudgets"], verbs: LOOK },
    {
        apiGroups: ["networking.k8s.io"],
        resources: ["ingresses", "networkpolicies"],
        verbs: LOOK,
    },
    {
        apiGroups: ["storage.k8s.io"],
        resources: ["storageclasses", "volumeattachments"],
        verbs: LOOK,
    },
    {
        apiGroups: ["rbac.authorization.k8s.io"],
        resources: ["clusterrolebindings", "clusterroles", "rolebindings", "roles"],
        verbs: LOOK,
    },
    { nonResourceURLs: ["/version", "/healthz", "/metrics"], verbs: ["get"] },
];

/** What it writes, in its own namespace only: who leads, where its token ends, what the cluster's id is. */
const CLUSTER_AGENT_OWN: Rule[] = [
    { apiGroups: [""], resources: ["configmaps", "events"], verbs: ["create"] },
    {
        apiGroups: [""],
        resources: ["configmaps"],
        resourceNames: [
            "datadog-agent-leader-election",
            "datadog-agenttoken",
            "datadog-cluster-id",
        ],
        verbs: ["get", "update"],
    },
    {
        apiGroups: ["coordination.k8s.io"],
        resources: ["leases"],
        verbs: ["create", "get", "update"],
    },
];

/** Makes an account with its rights; the result is what its pods must come after. */
export function account(
    name: string,
    namespace: pulumi.Input<string>,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource[] {
    const isCluster = name.endsWith("cluster-agent");
    const metadata = { name };
    const subjects = [{ kind: "ServiceAccount", name, namespace: AGENT_NAMESPACE }];
    const reference = (kind: string): k8s.types.input.rbac.v1.RoleRef => ({
        apiGroup: "rbac.authorization.k8s.io",
        kind,
        name,
    });
    const everywhere = isCluster ? CLUSTER_AGENT : NODE_AGENT;
    const all: pulumi.Resource[] = [
        new k8s.core.v1.ServiceAccount(name, { metadata: { name, namespace } }, opts),
        new k8s.rbac.v1.ClusterRole(name, { metadata, rules: everywhere }, opts),
        new k8s.rbac.v1.ClusterRoleBinding(
            name,
            { metadata, roleRef: reference("ClusterRole"), subjects },
            opts,
        ),
    ];
    if (!isCluster) return all;
    return [
        ...all,
        new k8s.rbac.v1.Role(
            name,
            { metadata: { name, namespace }, rules: CLUSTER_AGENT_OWN },
            opts,
        ),
        new k8s.rbac.v1.RoleBinding(
            name,
            { metadata: { name, namespace }, roleRef: reference("Role"), subjects },
            opts,
        ),
    ];
}
