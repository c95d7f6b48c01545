import type * as k8s from "@pulumi/kubernetes";
import { type Naming, OF_LAB, showsLab } from "../naming.ts";
import type { Site } from "../settings.ts";
import { check, common, on, REGISTRY, VERSION, type PodSpec } from "./pods.ts";
import {
    AGENT_RESOURCES,
    AGENT_VARIABLES,
    HOST_NAME,
    LOGS_EXCLUDED,
    RELEASE,
    TOLERATIONS,
} from "./values.ts";

/** The agent of a node: its containers' figures and logs. It reads the node's files, so it is root there. */
export function nodeAgentPod(site: Site, naming: Naming): PodSpec {
    const host = (name: string, path: string, mountPath: string): [object, object] => [
        { name, hostPath: { path } },
        { name, mountPath, readOnly: true },
    ];
    const files = [
        host("procdir", "/proc", "/host/proc"),
        host("cgroups", "/sys/fs/cgroup", "/host/sys/fs/cgroup"),
        host("os-release", "/etc/os-release", "/host/etc/os-release"),
        host("passwd", "/etc/passwd", "/etc/passwd"),
        host("runtime", "/var/run", "/host/var/run"),
        host("logs", "/var/log/pods", "/var/log/pods"),
        host("container-logs", "/var/log/containers", "/var/log/containers"),
    ] as [k8s.types.input.core.v1.Volume, k8s.types.input.core.v1.VolumeMount][];
    return {
        serviceAccountName: RELEASE,
        hostNetwork: true,
        dnsPolicy: "ClusterFirstWithHostNet",
        tolerations: TOLERATIONS,
        nodeSelector: { "kubernetes.io/os": "linux" },
        securityContext: { runAsUser: 0 },
        containers: [
            {
                name: "agent",
                image: `${REGISTRY}/agent:${VERSION}`,
                command: ["agent", "run"],
                env: [
                    ...common(site, naming),
                    on("DD_CLUSTER_AGENT_ENABLED"),
                    {
                        name: "DD_KUBERNETES_KUBELET_HOST",
                        valueFrom: { fieldRef: { fieldPath: "status.hostIP" } },
                    },
                    on("DD_KUBELET_TLS_VERIFY", "false"),
                    on("DD_KUBELET_USE_API_SERVER"),
                    on("DD_LOGS_ENABLED"),
                    on("DD_LOGS_CONFIG_CONTAINER_COLLECT_ALL"),
                    on("DD_LOGS_CONFIG_K8S_CONTAINER_USE_FILE"),
                    on("DD_CONTAINER_EXCLUDE_LOGS", LOGS_EXCLUDED),
                    ...(showsLab(naming) ? [] : [on("DD_CONTAINER_EXCLUDE", OF_LAB)]),
                    on("DD_DOGSTATSD_PORT", "8125"),
                    on("DD_DOGSTATSD_NON_LOCAL_TRAFFIC"),
                    on("DD_PROCESS_CONFIG_PROCESS_COLLECTION_ENABLED"),
                    on("DD_PROCESS_CONFIG_RUN_IN_CORE_AGENT_ENABLED"),
                    on("DD_APM_ENABLED", "false"),
                    on("DD_CONTAINER_IMAGE_ENABLED", "false"),
                    on("DD_CONTAINER_LIFECYCLE_ENABLED", "false"),
                    on("DD_EXTRA_CONFIG_PROVIDERS", "clusterchecks endpointschecks"),
                    on("DD_IGNORE_AUTOCONF", "kubernetes_state"),
                    ...AGENT_VARIABLES,
                    HOST_NAME,
                ],
                ports: [
                    { name: "dogstatsd", containerPort: 8125, hostPort: 8125, protocol: "UDP" },
                ],
                resources: AGENT_RESOURCES.agent,
                livenessProbe: check("/live"),
                readinessProbe: check("/ready"),
                volumeMounts: [
                    ...files.map(([, mount]) => mount),
                    { name: "pointers", mountPath: "/opt/datadog-agent/run" },
                ],
            },
        ],
        volumes: [
            ...files.map(([volume]) => volume),
            // Where it has got to in each log; kept on the node, or a new pod would send everything again.
            {
                name: "pointers",
                hostPath: { path: "/var/lib/datadog-agent/logs", type: "DirectoryOrCreate" },
            },
        ],
    };
}
