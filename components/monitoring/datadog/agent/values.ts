/** The agent's settings (spec environment.md, section 7.1, "active values", and 7.2). */
import { CLUSTER_NAME, COMMON_TAGS } from "../tags.ts";
import { type Naming, OF_LAB, showsLab } from "../naming.ts";
import type { Site } from "../settings.ts";

/** Where the agent lives, and the Secret with the key. */
export const AGENT_NAMESPACE = "datadog";
export const RELEASE = "datadog-agent";
export const CLUSTER_AGENT = `${RELEASE}-cluster-agent`;
export const KEY_SECRET = { name: "datadog-secret", key: "api-key" };

/** Namespaces whose logs stay here: the cluster's own. */
export const QUIET_NAMESPACES = [
    "kube-system",
    "kube-public",
    "kube-node-lease",
    "local-path-storage",
];

const amount = (cpu: string, memory: string): { cpu: string; memory: string } => ({ cpu, memory });

export const AGENT_RESOURCES = {
    agent: { requests: amount("200m", "256Mi"), limits: amount("500m", "512Mi") },
    processAgent: { requests: amount("100m", "128Mi"), limits: amount("200m", "256Mi") },
    clusterAgent: { requests: amount("200m", "256Mi"), limits: amount("500m", "512Mi") },
};

/** What the agents ask for on a cluster of one node. */
export const AGENT_REQUESTS = { cpuMilli: 200 + 200, memoryMi: 256 + 256 };

/** Where the official chart is published. */
export const CHART_REPOSITORY = "https://helm.datadoghq.com";

export const TOLERATIONS = ["control-plane", "master"].map((role) => ({
    key: `node-role.kubernetes.io/${role}`,
    operator: "Exists",
    effect: "NoSchedule",
}));

/** The lines that say nothing and are most of the volume (spec, "optimized" values). */
export const LOG_RULES = [
    ["exclude_go_health_checks", "method=Health"],
    ["exclude_rabbitmq_metrics_updates", "Metrics updated"],
    ["exclude_mongodb_wiredtiger", "WiredTiger message"],
    ["exclude_health_endpoint_access", "GET /health"],
].map(([name, pattern]) => ({ type: "exclude_at_match", name, pattern }));

/**
 * Variables of the agent's container besides those that follow from the values. Logs go over HTTPS: the TCP intake's name
 * does not resolve. The chart's `logs.useHTTP` never became a variable with some versions, and logs were sent and lost, so it is
 * set by name (spec, section 7.2); the chart of today has no such value at all.
 */
export const AGENT_VARIABLES: readonly { name: string; value: string }[] = [
    { name: "DD_LOGS_CONFIG_FORCE_USE_HTTP", value: "true" },
    { name: "DD_LOGS_CONFIG_PROCESSING_RULES", value: JSON.stringify(LOG_RULES) },
    { name: "DD_COLLECT_KUBERNETES_EVENTS", value: "true" },
    { name: "DD_KUBERNETES_COLLECT_METADATA_TAGS", value: "true" },
];

/** Keeps logs of the cluster's own namespaces here. */
export const LOGS_EXCLUDED = QUIET_NAMESPACES.map((name) => `kube_namespace:${name}`).join(" ");

/**
 * Values of the official chart. They are the document's, under the names that the chart of today reads: rendered with chart
 * 3.240.0, each becomes what the document wants, and nothing more runs. Where a name differs, the comment says which it was.
 */
export function chartValues(site: Site, naming: Naming): Record<string, unknown> {
    return {
        datadog: {
            site,
            apiKeyExistingSecret: KEY_SECRET.name,
            clusterName: CLUSTER_NAME,
            tags: [...COMMON_TAGS],
            logs: { enabled: true, containerCollectAll: true, containerCollectUsingFiles: true },
            // Was logs.containerExclude, which the chart doesn't read.
            containerExcludeLogs: LOGS_EXCLUDED,
            ...(showsLab(naming) ? {} : { containerExclude: OF_LAB }),
            dogstatsd: { useHostPort: true, port: 8125, nonLocalTraffic: true },
            processAgent: { enabled: true, processCollection: true },
            // It shows labels, and those of the lab's own objects have the stack's name.
            orchestratorExplorer: { enabled: showsLab(naming) },
            kubeStateMetricsCore: { enabled: true },
            clusterChecks: { enabled: true },
            collectEvents: true,
            // Was apm.enabled; the agent's socket for traces is on unless it is switched off itself.
            apm: { socketEnabled: false, portEnabled: false, instrumentation: { enabled: false } },
            networkMonitoring: { enabled: false },
            securityAgent: { compliance: { enabled: false }, runtime: { enabled: false } },
            // Was systemProbe.enabled: it runs only for what needs it, and this is the last that would.
            discovery: { enabled: false },
            kubelet: { tlsVerify: false, useApiServer: true },
            useHostPID: false,
            containerImageCollection: { enabled: false },
            containerLifecycle: { enabled: false },
            // Newer than the document, on by default, and nothing it knows of.
            operator: { enabled: false },
            remoteConfiguration: { enabled: false },
        },
        clusterAgent: {
            enabled: true,
            replicas: 1,
            createPodDisruptionBudget: false,
            // Was datadog.admissionController.
            admissionController: { enabled: false },
            resources: AGENT_RESOURCES.clusterAgent,
        },
        agents: {
            // kind's kubelets are reached by the node's own address.
            useHostNetwork: true,
            tolerations: TOLERATIONS,
            containers: {
                agent: {
                    resources: AGENT_RESOURCES.agent,
                    env: [...AGENT_VARIABLES, HOST_NAME],
                },
                processAgent: { resources: AGENT_RESOURCES.processAgent },
            },
        },
    };
}

/** The host's name in Datadog is the node's. */
export const HOST_NAME = {
    name: "DD_HOSTNAME",
    valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } },
};
