import type { KubeObject } from "../../components/kube/client.ts";
import type { ObjectRef } from "../../components/kube/path.ts";
import type { BrokerPolicy } from "../broker/policy.ts";
import type { Overlay } from "./overlay.ts";

/** One field that a fault changes, for people: `from` is undefined where nothing was set. */
export interface FieldChange {
    object: string;
    field: string;
    from: string | undefined;
    to: string;
}

/** Amounts of a container, by resource. */
export interface ResourcesOfContainer {
    limits?: Record<string, string | undefined>;
    requests?: Record<string, string | undefined>;
}

/** Settings of a probe that a fault may change. */
export interface ProbeTimes {
    periodSeconds?: number;
    timeoutSeconds?: number;
    failureThreshold?: number;
    initialDelaySeconds?: number;
}

/** What faults read of a container as it was before them. */
export interface FormerContainer {
    name: string;
    image?: string;
    resources?: ResourcesOfContainer;
    env?: { name: string; value?: string; valueFrom?: unknown }[];
    livenessProbe?: ProbeTimes;
    readinessProbe?: ProbeTimes;
    ports?: { name?: string; containerPort: number }[];
}

/** What faults read of a Deployment's `spec` as it was before them. */
export interface FormerDeployment {
    replicas?: number;
    template?: { spec?: { containers?: FormerContainer[] } };
}

/** What faults read of a Service's `spec` as it was before them. */
export interface FormerService {
    selector?: Record<string, string>;
    ports?: { name?: string; port: number; targetPort?: number | string }[];
}

/** The shop as it was before a stack's faults, as far as faults ask. */
export interface Former {
    /** `spec` of a workload's Deployment. @throws LabError where there is none */
    deployment(name: string): FormerDeployment;
    /** `spec` of a workload's Service. @throws LabError where there is none */
    service(name: string): FormerService;
    /** Name of the autoscaler that has that Deployment already, or undefined. */
    autoscalerOf(deployment: string): string | undefined;
    /** The broker's policies; empty where no fault of the stack is about them. */
    policies: readonly BrokerPolicy[];
}

/** What a fault needs to know of the stack it belongs to. */
export interface FaultContext {
    stack: string;
    images: { keeper: string; networkProxy: string };
    /** Share of the documented CPU limits that the baseline gives; a fault's limits get the same. */
    cpuShare: number;
}

/** Fields of one object of the shop that a fault sets: only what it names, so the rest keeps its owner. */
export interface ObjectPatch {
    kind: "Deployment" | "Service";
    name: string;
    overlay: Overlay;
}

/** Why a fault can't be laid over what is there. */
export interface Refusal {
    found: string;
    allowed: string;
}

/** What one fault does; each kind makes one from its part of the stack file. */
export interface FaultEffect {
    /** Patches; those of one object are laid over each other, whichever fault of the stack they come from. */
    patches?: readonly ObjectPatch[];
    /** Whole objects that are made before the patches, and removed before the former state is put back. */
    adds?: (former: Former) => readonly KubeObject[];
    /** Policies of the broker that are set before anything else. */
    policies?: readonly BrokerPolicy[];
    /** Objects that it changes by other means than a patch, so that they are recorded and held. */
    holds?: readonly ObjectRef[];
    /** What it decides for as long as it lasts, in words, e.g. `the number of pods of orders`: one fault each. */
    claims?: readonly string[];
    /** The fields this fault names, each with what it held before. */
    changes(former: Former): FieldChange[];
    /** Why the result could not run or would be no fault, or undefined. */
    refusal(former: Former): Refusal | undefined;
}
