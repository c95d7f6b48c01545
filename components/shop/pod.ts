import type * as k8s from "@pulumi/kubernetes";
import { cpu, memory } from "../kit/quantity.ts";
import type { Probe, Resources } from "./topology.ts";

/** Resources as a container states them. */
export function containerResources(
    resources: Resources,
): k8s.types.input.core.v1.ResourceRequirements {
    return {
        requests: {
            cpu: cpu(resources.requestCpuMilli),
            memory: memory(resources.requestMemoryMi),
        },
        limits: { cpu: cpu(resources.limitCpuMilli), memory: memory(resources.limitMemoryMi) },
    };
}

/** A kubelet check: HTTP where there is a path, else a TCP connect. */
export function containerProbe(probe: Probe, port: number): k8s.types.input.core.v1.Probe {
    return {
        ...(probe.path === undefined
            ? { tcpSocket: { port } }
            : { httpGet: { path: probe.path, port } }),
        initialDelaySeconds: probe.initialDelaySeconds,
        periodSeconds: probe.periodSeconds,
        timeoutSeconds: probe.timeoutSeconds,
        failureThreshold: probe.failureThreshold,
    };
}

/** What every container of the shop gives up. */
export function hardened(): k8s.types.input.core.v1.SecurityContext {
    return {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
    };
}

/** Pod settings that all workloads share: non-root, no token, on the labelled worker. */
export function podDefaults(userId: number): {
    automountServiceAccountToken: boolean;
    enableServiceLinks: boolean;
    nodeSelector: Record<string, string>;
    securityContext: k8s.types.input.core.v1.PodSecurityContext;
} {
    return {
        automountServiceAccountToken: false,
        // A variable per Service of the namespace would change a pod's environment with its neighbours.
        enableServiceLinks: false,
        nodeSelector: { "node-role.kubernetes.io/worker": "" },
        securityContext: {
            runAsNonRoot: true,
            runAsUser: userId,
            runAsGroup: userId,
            fsGroup: userId,
            seccompProfile: { type: "RuntimeDefault" },
        },
    };
}
