import type { Naming } from "../naming.ts";
import type { Site } from "../settings.ts";
import { check, common, on, REGISTRY, VERSION, type PodSpec } from "./pods.ts";
import { AGENT_NAMESPACE, AGENT_RESOURCES, CLUSTER_AGENT } from "./values.ts";

/** ConfigMap of its checks. */
export const CHECKS = `${CLUSTER_AGENT}-confd`;

/** The agent of the cluster: events, state metrics, and who runs which check. */
export function clusterAgentPod(site: Site, naming: Naming): PodSpec {
    return {
        serviceAccountName: CLUSTER_AGENT,
        nodeSelector: { "kubernetes.io/os": "linux" },
        containers: [
            {
                name: "cluster-agent",
                image: `${REGISTRY}/cluster-agent:${VERSION}`,
                env: [
                    ...common(site, naming),
                    {
                        name: "DD_POD_NAME",
                        valueFrom: { fieldRef: { fieldPath: "metadata.name" } },
                    },
                    on("DD_KUBE_RESOURCES_NAMESPACE", AGENT_NAMESPACE),
                    on("DD_CLUSTER_CHECKS_ENABLED"),
                    on("DD_EXTRA_CONFIG_PROVIDERS", "kube_endpoints kube_services"),
                    on("DD_EXTRA_LISTENERS", "kube_endpoints kube_services"),
                    on("DD_LEADER_ELECTION"),
                    on("DD_LEADER_ELECTION_DEFAULT_RESOURCE", "configmap"),
                    on("DD_LEADER_LEASE_NAME", "datadog-agent-leader-election"),
                    on("DD_CLUSTER_AGENT_TOKEN_NAME", "datadog-agenttoken"),
                    on("DD_COLLECT_KUBERNETES_EVENTS"),
                    on("DD_ADMISSION_CONTROLLER_ENABLED", "false"),
                ],
                ports: [{ name: "agentport", containerPort: 5005 }],
                resources: AGENT_RESOURCES.clusterAgent,
                livenessProbe: check("/live"),
                readinessProbe: check("/ready"),
                securityContext: { allowPrivilegeEscalation: false },
                volumeMounts: [{ name: "checks", mountPath: "/conf.d", readOnly: true }],
            },
        ],
        volumes: [
            {
                name: "checks",
                configMap: {
                    name: CHECKS,
                    items: ["kubernetes_state_core", "kubernetes_apiserver"].map((name) => ({
                        key: `${name}.yaml`,
                        path: `${name}.d/${name}.yaml${name === "kubernetes_state_core" ? ".default" : ""}`,
                    })),
                },
            },
        ],
    };
}

/** Checks of the cluster agent. Secrets and ConfigMaps are not counted: see `access.ts`. */
export const CLUSTER_CHECKS = {
    "kubernetes_state_core.yaml": JSON.stringify({
        init_config: null,
        instances: [
            {
                collectors: [
                    "cronjobs",
                    "daemonsets",
                    "deployments",
                    "horizontalpodautoscalers",
                    "jobs",
                    "namespaces",
                    "nodes",
                    "persistentvolumeclaims",
                    "persistentvolumes",
                    "pods",
                    "replicasets",
                    "services",
                    "statefulsets",
                ],
            },
        ],
    }),
    "kubernetes_apiserver.yaml": JSON.stringify({
        init_config: null,
        instances: [{ filtering_enabled: false, unbundle_events: false }],
    }),
};
