import { cpuMilli, memoryMi } from "../../components/kit/quantity.ts";
import type { KubeObject } from "../../components/kube/client.ts";
import type { Change } from "../answer/schema.ts";
import type { BrokerPolicy } from "../broker/policy.ts";
import type { FormerDeployment } from "../faults/effect.ts";

/** The parts of a live shop that changes are looked for in. */
export interface LiveParts {
    deployments: readonly KubeObject[];
    autoscalers: readonly KubeObject[];
    policies: readonly BrokerPolicy[];
}

interface AutoscalerSpec {
    scaleTargetRef?: { name?: string };
    metrics?: { resource?: { name?: string } }[];
}

/**
 * The changes that a repair has to undo and that are there as the incident made them. Another value isn't
 * judged here: whether it is enough is for the witness. What the cluster has no field for (a network, who kills
 * pods) isn't either.
 */
export function causeLeft(changes: readonly Change[], live: LiveParts): string[] {
    return changes
        .filter((change) => change.role === "cause" && isLeft(change, live))
        .map(({ object, field, to }) => `${object}: ${field} is still ${to}`);
}

function isLeft({ object, field, to }: Change, live: LiveParts): boolean {
    const [kind = "", name = ""] = object.split(" ");
    switch (kind) {
        case "Deployment":
            return isDeploymentLeft(live, name, field, to);
        case "HorizontalPodAutoscaler":
            return isAutoscalerLeft(live, field);
        case "Policy":
            return live.policies.some((one) => {
                const key = field.replace("definition.", "");
                return one.name === name && String(one.definition[key]) === to;
            });
        default:
            return false;
    }
}

function isDeploymentLeft(live: LiveParts, name: string, field: string, to: string): boolean {
    const spec = live.deployments.find(({ metadata }) => metadata.name === name)?.["spec"] as
        FormerDeployment | undefined;
    if (field === "replicas") return String(spec?.replicas) === to;
    const [, container, section, resource] =
        /^containers\[(.+)\]\.resources\.(limits|requests)\.(cpu|memory)$/.exec(field) ?? [];
    if (container === undefined || resource === undefined) {
        throw new Error(`no repair can be told of the field ${field}`);
    }
    const resources = spec?.template?.spec?.containers?.find(
        (one) => one.name === container,
    )?.resources;
    const amount = resources?.[section as "limits" | "requests"]?.[resource];
    if (amount === undefined) return false;
    const read = resource === "cpu" ? cpuMilli : memoryMi;
    // Kubernetes may have written it in another unit.
    return read(amount) === read(to);
}

/** By what it scales, not by its name: `front-end by memory, 1 to 10 replicas`. */
function isAutoscalerLeft({ autoscalers }: LiveParts, field: string): boolean {
    const [, target, metric] = /^(\S+) by (\w+),/.exec(field) ?? [];
    return autoscalers.some((one) => {
        const { scaleTargetRef, metrics = [] } = one["spec"] as AutoscalerSpec;
        const watched = metrics.map(({ resource }) => resource?.name);
        return scaleTargetRef?.name === target && watched.every((name) => name === metric);
    });
}
