import type * as k8s from "@pulumi/kubernetes";
import { workloadLabels } from "../kit/labels.ts";
import { cpu, memory } from "../kit/quantity.ts";
import type { Environment } from "./wiring.ts";
import type { Launch, PodMarks, Probe, Resources } from "./workload.ts";

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

/** Metadata of a workload's pods. */
export function podMetadata(
    name: string,
    marks: PodMarks | undefined,
): k8s.types.input.meta.v1.ObjectMeta {
    const { labels = {}, annotations = {} } = marks ?? {};
    return {
        labels: { ...workloadLabels(name), ...labels },
        ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    };
}

/** Variables of a container, in the order given. */
export function environment(settings: Environment): k8s.types.input.core.v1.EnvVar[] {
    return Object.entries(settings).map(([name, setting]) =>
        typeof setting === "string"
            ? { name, value: setting }
            : { name, valueFrom: { secretKeyRef: { name: setting.secret, key: setting.key } } },
    );
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

/** What a container of the shop gives up: everything its launch doesn't name. */
export function hardened(launch: Launch): k8s.types.input.core.v1.SecurityContext {
    const { capabilities = [], writableRoot = false } = launch;
    return {
        // A program with file capabilities, as upstream's are, gets them only if this is allowed.
        ...(capabilities.length === 0 ? { allowPrivilegeEscalation: false } : {}),
        readOnlyRootFilesystem: !writableRoot,
        capabilities: {
            drop: ["ALL"],
            ...(capabilities.length === 0 ? {} : { add: [...capabilities] }),
        },
    };
}

/** Command and arguments, where they are not the image's own. */
export function invocation({
    command,
    args,
}: Launch): Pick<k8s.types.input.core.v1.Container, "command" | "args"> {
    return {
        ...(command === undefined ? {} : { command: [...command] }),
        ...(args === undefined ? {} : { args: [...args] }),
    };
}

/** Pod settings that all workloads share: no token, on the labelled worker, non-root if it can be. */
export function podDefaults({ user }: Launch): {
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
            ...(user === undefined
                ? {}
                : { runAsNonRoot: true, runAsUser: user, runAsGroup: user, fsGroup: user }),
            seccompProfile: { type: "RuntimeDefault" },
        },
    };
}
