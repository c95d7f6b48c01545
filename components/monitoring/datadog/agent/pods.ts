/** What the pods of both agents have in common; of the same settings as the chart's (`values.ts`). */
import type * as k8s from "@pulumi/kubernetes";
import { type Naming, showsLab } from "../naming.ts";
import type { Site } from "../settings.ts";
import { CLUSTER_NAME, COMMON_TAGS } from "../tags.ts";
import { CLUSTER_AGENT, KEY_SECRET } from "./values.ts";

export type EnvVar = k8s.types.input.core.v1.EnvVar;
export type PodSpec = k8s.types.input.core.v1.PodSpec;

/** The version that the documents saw at work (spec environment.md, section 7). */
export const VERSION = "7.71.2";
export const REGISTRY = "gcr.io/datadoghq";

/** Port of the agents' own health endpoint. */
const HEALTH_PORT = 5555;

/** What both agents are told. */
export function common(site: Site, naming: Naming): EnvVar[] {
    return [
        { name: "DD_API_KEY", valueFrom: { secretKeyRef: KEY_SECRET } },
        { name: "DD_SITE", value: site },
        { name: "DD_CLUSTER_NAME", value: CLUSTER_NAME },
        { name: "DD_TAGS", value: JSON.stringify(COMMON_TAGS) },
        { name: "KUBERNETES", value: "yes" },
        { name: "DD_REMOTE_CONFIGURATION_ENABLED", value: "false" },
        // It shows labels, and those of the lab's own objects have the stack's name.
        { name: "DD_ORCHESTRATOR_EXPLORER_ENABLED", value: `${showsLab(naming)}` },
        { name: "DD_CLUSTER_AGENT_KUBERNETES_SERVICE_NAME", value: CLUSTER_AGENT },
        {
            name: "DD_CLUSTER_AGENT_AUTH_TOKEN",
            valueFrom: { secretKeyRef: { name: CLUSTER_AGENT, key: "token" } },
        },
        { name: "DD_HEALTH_PORT", value: String(HEALTH_PORT) },
    ];
}

/** A variable; a switch where no value is given. */
export function on(name: string, value = "true"): EnvVar {
    return { name, value };
}

/** A check of the kubelet, by the agent's own endpoint. */
export function check(path: string): k8s.types.input.core.v1.Probe {
    return {
        httpGet: { path, port: HEALTH_PORT },
        initialDelaySeconds: 15,
        periodSeconds: 15,
        timeoutSeconds: 5,
        failureThreshold: 6,
    };
}
