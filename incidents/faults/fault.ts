import { z } from "zod";
import { Autoscaler, autoscalerEffect } from "./autoscaler.ts";
import { BrokerPolicyFault, policyEffect } from "./broker-policy.ts";
import { ContainerResources, resourcesEffect } from "./container-resources.ts";
import type { FaultContext, FaultEffect } from "./effect.ts";
import { EnvironmentSettings, environmentEffect } from "./environment.ts";
import { Network, networkEffect } from "./network.ts";
import { PodKill, podKillEffect } from "./pod-kill.ts";
import { probeEffect, ProbeSettings } from "./probe.ts";
import { Replicas, replicasEffect } from "./replicas.ts";

/** Every kind of fault a stack file can name; a union on `kind`, so that a switch narrows it. */
export const Fault = z.discriminatedUnion("kind", [
    Autoscaler,
    BrokerPolicyFault,
    ContainerResources,
    EnvironmentSettings,
    Network,
    PodKill,
    ProbeSettings,
    Replicas,
]);
export type Fault = z.infer<typeof Fault>;

/** What that fault does, whatever its kind. */
export function effectOf(fault: Fault, context: FaultContext): FaultEffect {
    switch (fault.kind) {
        case "autoscaler":
            return autoscalerEffect(fault);
        case "broker-policy":
            return policyEffect(fault);
        case "container-resources":
            return resourcesEffect(fault, context);
        case "environment":
            return environmentEffect(fault);
        case "network":
            return networkEffect(fault, context);
        case "pod-kill":
            return podKillEffect(fault, context);
        case "probe":
            return probeEffect(fault);
        case "replicas":
            return replicasEffect(fault);
    }
}
