import { z } from "zod";
import type { FaultEffect, Former } from "./effect.ts";
import { podCountOf, Target } from "./target.ts";

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
    target: Target,
    /** Pods, 0 to 10. */
    replicas: z.int().min(0).max(MAX_REPLICAS),
});
export type Replicas = z.infer<typeof Replicas>;

/** What a fault of this kind does. */
export function replicasEffect({ target, replicas }: Replicas): FaultEffect {
    // Kubernetes' own default is one.
    const before = (former: Former): number => former.deployment(target).replicas ?? 1;
    return {
        patches: [{ kind: "Deployment", name: target, overlay: { replicas } }],
        claims: [podCountOf(target)],
        changes: (former) => [
            {
                object: `Deployment ${target}`,
                field: "replicas",
                from: String(before(former)),
                to: String(replicas),
            },
        ],
        refusal: (former) =>
            before(former) === replicas
                ? {
                      found: `${target} has ${replicas} replicas already, so it would change nothing`,
                      allowed: `another number of replicas, 0 to ${MAX_REPLICAS}`,
                  }
                : undefined,
    };
}
