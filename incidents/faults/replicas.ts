import { z } from "zod";
import { WORKLOADS } from "../../components/shop/topology.ts";
import type { FaultEffect } from "./effect.ts";

/** More of anything than the shop's node has room for. */
const MAX_REPLICAS = 10;

/**
 * Sets how many pods a Deployment has.
 * Effect: at 0 its pods end and nobody answers at its Service: callers are refused at once. It has
 * landed when the Deployment counts as many pods as it says, which the engine waits for.
 */
export const Replicas = z.strictObject({
    kind: z.literal("replicas"),
    /** Deployment of the shop. */
    target: z.enum(WORKLOADS as [string, ...string[]]),
    /** Pods, 0 to 10. */
    replicas: z.int().min(0).max(MAX_REPLICAS),
});
export type Replicas = z.infer<typeof Replicas>;

/** What a fault of this kind does. */
export function replicasEffect({ target, replicas }: Replicas): FaultEffect {
    return {
        name: `${target}-replicas`,
        overlay: { replicas },
        changes: (former) => [
            {
                object: `Deployment ${target}`,
                field: "replicas",
                from: String(formerReplicas(former)),
                to: String(replicas),
            },
        ],
        refusal: (former) =>
            formerReplicas(former) === replicas
                ? {
                      found: `${target} has ${replicas} replicas already, so it would change nothing`,
                      allowed: `another number of replicas, 0 to ${MAX_REPLICAS}`,
                  }
                : undefined,
    };
}

/** Kubernetes' own default is one. */
function formerReplicas({ replicas = 1 }: { replicas?: number }): number {
    return replicas;
}
