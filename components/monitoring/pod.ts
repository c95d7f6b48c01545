import { createHash } from "node:crypto";
import type * as k8s from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { workloadLabels } from "../kit/labels.ts";
import { cpu, memory } from "../kit/quantity.ts";
import { BUDGETS } from "./budget.ts";
import { MONITORING_PORTS } from "./places.ts";
import type { MonitoringName } from "./places.ts";

/** User that they run as, whichever image. */
export const MONITORING_USER = 10006;

/** A folder of a pod: where it is in the container, and what is behind it. */
export interface Folder {
    path: string;
    volume: Omit<k8s.types.input.core.v1.Volume, "name">;
    readOnly?: boolean;
}

/** What a program that watches is run with. */
export interface WatcherPod {
    image: pulumi.Input<string>;
    /** Default: the image's own. */
    command?: readonly string[];
    args?: readonly string[];
    env?: k8s.types.input.core.v1.EnvVar[];
    /** Path that answers with 200 once it serves. */
    ready: string;
    /** By name of the volume. */
    folders?: Readonly<Record<string, Folder>>;
    /** ServiceAccount; without one the pod gets no token. */
    account?: pulumi.Input<string>;
    /** Root where a node's files are read, which only root may; default {@link MONITORING_USER}. */
    asRoot?: boolean;
    /** What it reads at its start only: another text is another pod. */
    config?: string;
    /** Go's runtime is told its limits. Default true. */
    isGo?: boolean;
}

/** Part of the limit that Go's heap may fill before it collects harder. */
const GO_MEMORY_SHARE = 0.85;

/** The pod of a program that watches: without rights it doesn't need, and with nowhere to write but its folders. */
export function watcherPod(
    name: MonitoringName,
    pod: WatcherPod,
): k8s.types.input.core.v1.PodTemplateSpec {
    const limits = BUDGETS[name];
    const port = MONITORING_PORTS[name];
    const user = pod.asRoot === true ? 0 : MONITORING_USER;
    const folders = Object.entries(pod.folders ?? {});
    const goEnv = [
        { name: "GOMAXPROCS", value: "1" },
        { name: "GOMEMLIMIT", value: `${Math.floor(limits.limitMemoryMi * GO_MEMORY_SHARE)}MiB` },
    ];
    return {
        metadata: {
            labels: workloadLabels(name),
            ...(pod.config === undefined
                ? {}
                : { annotations: { "lab.sock-shop/config": digest(pod.config) } }),
        },
        spec: {
            ...(pod.account === undefined
                ? { automountServiceAccountToken: false }
                : { serviceAccountName: pod.account }),
            enableServiceLinks: false,
            securityContext: {
                runAsUser: user,
                runAsGroup: user,
                ...(user === 0 ? {} : { runAsNonRoot: true, fsGroup: user }),
                seccompProfile: { type: "RuntimeDefault" },
            },
            containers: [
                {
                    name,
                    image: pod.image,
                    imagePullPolicy: "IfNotPresent",
                    ...(pod.command === undefined ? {} : { command: [...pod.command] }),
                    ...(pod.args === undefined ? {} : { args: [...pod.args] }),
                    env: [...(pod.isGo === false ? [] : goEnv), ...(pod.env ?? [])],
                    ports: [{ name: "http", containerPort: port }],
                    resources: {
                        requests: {
                            cpu: cpu(limits.requestCpuMilli),
                            memory: memory(limits.requestMemoryMi),
                        },
                        limits: {
                            cpu: cpu(limits.limitCpuMilli),
                            memory: memory(limits.limitMemoryMi),
                        },
                    },
                    // No liveness check: on a node that a load has filled it would end what measures it.
                    readinessProbe: {
                        httpGet: { path: pod.ready, port: "http" },
                        initialDelaySeconds: 1,
                        periodSeconds: 5,
                        timeoutSeconds: 5,
                    },
                    securityContext: {
                        allowPrivilegeEscalation: false,
                        readOnlyRootFilesystem: true,
                        capabilities: { drop: ["ALL"] },
                    },
                    volumeMounts: folders.map(([volume, { path, readOnly }]) => ({
                        name: volume,
                        mountPath: path,
                        ...(readOnly === true ? { readOnly } : {}),
                    })),
                },
            ],
            volumes: folders.map(([volume, folder]) => ({ name: volume, ...folder.volume })),
        },
    };
}

function digest(text: string): string {
    return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
