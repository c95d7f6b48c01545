import { list, record, text } from "./json.ts";
import type { KubeObjectView } from "./kube-object.ts";

/** A container of a pod, with its path in the object. */
export interface ContainerView {
    path: string;
    name: string;
    isInit: boolean;
    spec: Readonly<Record<string, unknown>>;
}

/** What an object says of the pods it makes. */
export interface PodView {
    /** Path of the pod's `spec` in the object. */
    path: string;
    spec: Readonly<Record<string, unknown>>;
    containers: readonly ContainerView[];
}

/** Where each kind has the `spec` of its pods. */
const POD_SPEC: Readonly<Record<string, readonly string[]>> = {
    Pod: ["spec"],
    PodTemplate: ["template", "spec"],
    Deployment: ["spec", "template", "spec"],
    DaemonSet: ["spec", "template", "spec"],
    StatefulSet: ["spec", "template", "spec"],
    ReplicaSet: ["spec", "template", "spec"],
    ReplicationController: ["spec", "template", "spec"],
    Job: ["spec", "template", "spec"],
    CronJob: ["spec", "jobTemplate", "spec", "template", "spec"],
};

/** The pods of an object, or undefined where it makes none. */
export function podOf(
    { kind }: KubeObjectView,
    props: Readonly<Record<string, unknown>>,
): PodView | undefined {
    const steps = POD_SPEC[kind];
    if (steps === undefined) return undefined;
    const spec = steps.reduce((inner, step) => record(inner[step]), props);
    const path = steps.join(".");
    const containers = ["containers", "initContainers", "ephemeralContainers"].flatMap((field) =>
        list(spec[field]).map((one, at) => ({
            path: `${path}.${field}[${at}]`,
            name: text(record(one)["name"]) ?? String(at),
            isInit: field === "initContainers",
            spec: record(one),
        })),
    );
    return { path, spec, containers };
}

/** Literal values of a container's environment, by name; what refers to another object is left out. */
export function environmentOf({ spec }: ContainerView): ReadonlyMap<string, unknown> {
    return new Map(
        list(spec["env"]).flatMap((one) => {
            const { name, value } = record(one);
            return typeof name === "string" && value !== undefined ? [[name, value]] : [];
        }),
    );
}
