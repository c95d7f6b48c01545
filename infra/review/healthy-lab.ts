import { LabError } from "../../components/kit/error.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import type { Former, FormerDeployment, FormerService } from "../../incidents/faults/effect.ts";
import type { BaselineFacts } from "../program/ground.ts";
import type { Registered } from "./registered.ts";

/** A baseline as its program makes it, for incidents that are laid over it without a cluster. */
export interface HealthyLab {
    facts: BaselineFacts;
    shop: Former;
}

/**
 * The healthy lab, read from what the baseline's program registered and gave as outputs.
 * @param stack of the baseline
 */
export function healthyLab(
    stack: string,
    resources: readonly Registered[],
    outputs: Readonly<Record<string, unknown>>,
): HealthyLab {
    const text = (name: string): string => {
        const value = outputs[name];
        if (typeof value === "string" && value !== "") return value;
        throw new Error(`stack ${stack} has no output ${name}`);
    };
    return {
        facts: {
            stack,
            kubeconfig: text("kubeconfig"),
            context: text("context"),
            identity: text("clusterIdentity"),
            loadImage: text("loadImage"),
            keeperImage: text("keeperImage"),
            networkProxyImage: text("networkProxyImage"),
            images: text("images") === "upstream" ? "upstream" : "own",
            cpuShare: Number(text("cpuShare")),
        },
        shop: {
            deployment: (name) => specOf(stack, resources, "apps/v1", "Deployment", name),
            service: (name) => specOf(stack, resources, "v1", "Service", name),
            // A baseline has no autoscaler and no policy of the broker.
            autoscalerOf: () => undefined,
            policies: [],
        },
    };
}

function specOf(
    stack: string,
    resources: readonly Registered[],
    apiVersion: string,
    kind: string,
    name: string,
): FormerDeployment & FormerService {
    for (const { inputs } of resources) {
        const { metadata, spec } = inputs as {
            metadata?: { name?: string; namespace?: string };
            spec?: FormerDeployment & FormerService;
        };
        if (inputs["apiVersion"] !== apiVersion || inputs["kind"] !== kind) continue;
        if (metadata?.name === name && metadata.namespace === SHOP_NAMESPACE) return spec ?? {};
    }
    throw new LabError({
        where: `${kind} ${SHOP_NAMESPACE}/${name}`,
        found: `stack ${stack} makes none`,
        allowed: "a workload of the baseline",
        cure: `npm run preview -- ${stack}`,
    });
}
