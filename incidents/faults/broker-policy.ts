import { z } from "zod";
import { policyDifferences, type PolicyToSet } from "../broker/policy.ts";
import type { FaultEffect, Former } from "./effect.ts";

/** Room for a backlog that is meant; above it a limit is none. */
const MAX_LENGTH = 1_000_000;

/**
 * Sets a policy of the message broker over its management API.
 * Effect: the queues whose name fits hold so many messages at most, and what comes on top is refused or
 * pushes the oldest out. It is set before every other fault of the stack, and has landed when those queues
 * say that it is effective and have as many consumers as `awaitConsumers` says. All of the broker's
 * policies are recorded first; a recovery puts exactly those back, and before any consumer.
 */
export const BrokerPolicyFault = z.strictObject({
    kind: z.literal("broker-policy"),
    /** Its name at the broker. */
    policy: z.string().regex(/^[\w.-]{1,100}$/, "a name of letters, digits, _, . and -"),
    /** Regular expression over the names of queues, e.g. `^shipping-task$`. */
    pattern: z.string().min(1).refine(isExpression, "a regular expression"),
    definition: z.strictObject({
        /** Messages that a queue holds at most, 1 to 1000000. */
        maxLength: z.int().min(1).max(MAX_LENGTH),
        /** What comes on top is refused, or takes the place of the oldest. */
        overflow: z.enum(["reject-publish", "drop-head"]),
    }),
    applyTo: z.literal("queues").default("queues"),
    /** Of several that fit a queue the highest counts, 0 to 255. Default 0. */
    priority: z.int().min(0).max(255).default(0),
    /**
     * Consumers that those queues must have before the load begins. Default: whatever they have. With a
     * consumer left, nothing would ever be held back.
     */
    awaitConsumers: z.int().min(0).optional(),
});
export type BrokerPolicyFault = z.infer<typeof BrokerPolicyFault>;

/** What a fault of this kind does. */
export function policyEffect(fault: BrokerPolicyFault): FaultEffect {
    const wanted = policyOf(fault);
    const changes = (former: Former) =>
        policyDifferences(
            former.policies.find((one) => one.name === wanted.name),
            wanted,
        );
    return {
        policies: [wanted],
        changes: (former) =>
            changes(former).map(({ field, from, to }) => ({
                object: `Policy ${wanted.name}`,
                field,
                from,
                to: to ?? "(none)",
            })),
        refusal: (former) =>
            changes(former).length === 0
                ? {
                      found: `policy ${wanted.name} is so already, so it would change nothing`,
                      allowed: "a policy that the broker does not have, or another definition",
                  }
                : undefined,
    };
}

function policyOf({ policy, pattern, definition, ...rest }: BrokerPolicyFault): PolicyToSet {
    const { applyTo, priority, awaitConsumers } = rest;
    return {
        name: policy,
        pattern,
        definition: { "max-length": definition.maxLength, overflow: definition.overflow },
        applyTo,
        priority,
        ...(awaitConsumers === undefined ? {} : { awaitConsumers }),
    };
}

function isExpression(text: string): boolean {
    try {
        return new RegExp(text) instanceof RegExp;
    } catch {
        return false;
    }
}
