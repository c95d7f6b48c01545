import { MONITORING_NAMESPACE, SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import type { KubeObject } from "../../components/kube/client.ts";
import { MONITORING_PORTS, type MonitoringName } from "../../components/monitoring/places.ts";
import { ON_CALL } from "./names.ts";

/** A rule of a Role. */
interface Rule {
    apiGroups: string[];
    resources: string[];
    /** Default: all. */
    resourceNames?: string[];
    verbs: string[];
}

const GROUP = "rbac.authorization.k8s.io";
const READ = ["get", "list", "watch"];
const CHANGE = ["update", "patch"];

/**
 * What it takes to find the cause and to mend it. No Secret, no new pod: with one, whoever may make it has the
 * rights of any account of the namespace.
 */
export const SHOP_RULES: readonly Rule[] = [
    {
        apiGroups: [""],
        resources: ["pods", "pods/log", "services", "endpoints", "events", "configmaps"],
        verbs: READ,
    },
    {
        apiGroups: ["apps"],
        resources: ["deployments", "deployments/scale", "replicasets"],
        verbs: READ,
    },
    { apiGroups: ["autoscaling"], resources: ["horizontalpodautoscalers"], verbs: READ },
    { apiGroups: ["batch"], resources: ["jobs"], verbs: READ },
    { apiGroups: ["networking.k8s.io"], resources: ["networkpolicies"], verbs: READ },
    { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: READ },
    { apiGroups: ["events.k8s.io"], resources: ["events"], verbs: READ },
    { apiGroups: ["metrics.k8s.io"], resources: ["pods"], verbs: READ },
    { apiGroups: ["apps"], resources: ["deployments", "deployments/scale"], verbs: CHANGE },
    { apiGroups: [""], resources: ["services"], verbs: CHANGE },
    { apiGroups: [""], resources: ["pods"], verbs: ["delete"] },
    {
        apiGroups: ["autoscaling"],
        resources: ["horizontalpodautoscalers"],
        verbs: ["create", ...CHANGE, "delete"],
    },
    // The broker's own command line is in its pod; a forwarded port shows what a service says of itself.
    {
        apiGroups: [""],
        resources: ["pods/exec", "pods/portforward"],
        verbs: ["create", "get"],
    },
];

/** What who investigates may ask, through the API server's proxy. */
export const ASKED = [
    "prometheus",
    "alertmanager",
    "victoria-logs",
] as const satisfies readonly MonitoringName[];

/** What watches answers; no forwarded port, which would lead to all that runs there. */
export const MONITORING_RULES: readonly Rule[] = [
    { apiGroups: [""], resources: ["pods", "services", "endpoints", "events"], verbs: READ },
    {
        apiGroups: [""],
        resources: ["services/proxy"],
        // As it stands in the address: with the port's number.
        resourceNames: ASKED.map((name) => `${name}:${MONITORING_PORTS[name]}`),
        verbs: ["get"],
    },
];

/** The account, and its rights in two namespaces; it has none anywhere else, so the lab's own is closed to it. */
export function accessObjects(): KubeObject[] {
    return [
        {
            apiVersion: "v1",
            kind: "ServiceAccount",
            metadata: { name: ON_CALL, namespace: SHOP_NAMESPACE },
            automountServiceAccountToken: false,
        },
        ...rights(SHOP_NAMESPACE, SHOP_RULES),
        ...rights(MONITORING_NAMESPACE, MONITORING_RULES),
    ];
}

function rights(namespace: string, rules: readonly Rule[]): KubeObject[] {
    const metadata = { name: ON_CALL, namespace };
    return [
        { apiVersion: `${GROUP}/v1`, kind: "Role", metadata, rules },
        {
            apiVersion: `${GROUP}/v1`,
            kind: "RoleBinding",
            metadata,
            roleRef: { apiGroup: GROUP, kind: "Role", name: ON_CALL },
            subjects: [{ kind: "ServiceAccount", name: ON_CALL, namespace: SHOP_NAMESPACE }],
        },
    ];
}
