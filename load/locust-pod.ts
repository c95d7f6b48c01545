import type * as k8s from "@pulumi/kubernetes";
import { cpu, memory } from "../components/kit/quantity.ts";
import { LOAD_ACCOUNT, LOAD_LABELS } from "./places.ts";

/** User the load image runs as. */
const LOAD_UID = 10003;

/** What one pod of the generator is given. */
export interface LocustPod {
    image: string;
    labels: Record<string, string>;
    /** ConfigMap with the profile's files. */
    profile: string;
    /** File or files that Locust is started with, as paths; the image's own default where undefined. */
    args?: readonly string[];
    /** Where it tells Prometheus, if it does. */
    metricsPort?: number;
    environment: Record<string, string>;
    requests: { cpuMilli: number; memoryMi: number };
    limits: { cpu: string; memory: string };
}

/** A pod that runs Locust once: without rights, without a way to write but `/tmp`. */
export function locustPod(pod: LocustPod): k8s.types.input.core.v1.PodTemplateSpec {
    return {
        metadata: { labels: { ...pod.labels, ...LOAD_LABELS } },
        spec: {
            restartPolicy: "Never",
            serviceAccountName: LOAD_ACCOUNT,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            terminationGracePeriodSeconds: 2,
            securityContext: {
                runAsNonRoot: true,
                runAsUser: LOAD_UID,
                runAsGroup: LOAD_UID,
                seccompProfile: { type: "RuntimeDefault" },
            },
            containers: [
                {
                    name: "locust",
                    image: pod.image,
                    imagePullPolicy: "IfNotPresent",
                    ...(pod.args === undefined ? {} : { args: [...pod.args] }),
                    env: Object.entries(pod.environment).map(([name, value]) => ({ name, value })),
                    ...(pod.metricsPort === undefined
                        ? {}
                        : { ports: [{ name: "metrics", containerPort: pod.metricsPort }] }),
                    resources: {
                        requests: {
                            cpu: cpu(pod.requests.cpuMilli),
                            memory: memory(pod.requests.memoryMi),
                        },
                        limits: pod.limits,
                    },
                    securityContext: {
                        allowPrivilegeEscalation: false,
                        readOnlyRootFilesystem: true,
                        capabilities: { drop: ["ALL"] },
                    },
                    volumeMounts: [
                        { name: "profile", mountPath: "/mnt/locust", readOnly: true },
                        { name: "tmp", mountPath: "/tmp" },
                    ],
                },
            ],
            volumes: [
                { name: "profile", configMap: { name: pod.profile } },
                { name: "tmp", emptyDir: { medium: "Memory", sizeLimit: "64Mi" } },
            ],
        },
    };
}
