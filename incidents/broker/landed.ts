import { isDeepStrictEqual } from "node:util";
import { LabError } from "../../components/kit/error.ts";
import { pause } from "../recovery/rollout.ts";
import type { Broker, BrokerQueue } from "./management.ts";
import type { PolicyToSet } from "./policy.ts";

/** A queue tells of itself every five seconds; a consumer whose pod was just ended is gone in one. */
const TIMEOUT_MS = 60_000;
const PAUSE_MS = 500;

/**
 * Waits until the broker shows that policies have landed: each is effective on every queue that its pattern
 * fits, and these have as many consumers as were asked for.
 *
 * @returns what the broker shows, a line for each queue
 * @throws LabError after the time-out, with what it shows instead
 */
export async function waitUntilLanded(
    broker: Pick<Broker, "queues">,
    policies: readonly PolicyToSet[],
    timeoutMs = TIMEOUT_MS,
): Promise<string[]> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
        const queues = await broker.queues();
        const lacking = policies.flatMap((policy) => lacks(policy, queues) ?? []);
        if (lacking.length === 0) return policies.flatMap((policy) => shown(policy, queues));
        if (Date.now() >= deadline) {
            throw new LabError({
                where: "the broker",
                found: `not there after ${timeoutMs / 1000} s: ${lacking.join("; ")}`,
                allowed: "every policy effective on a queue, with the consumers asked for",
                cure: "kubectl -n sock-shop get pods, then run the command again",
            });
        }
        await pause(PAUSE_MS);
    }
}

function lacks(policy: PolicyToSet, queues: readonly BrokerQueue[]): string | undefined {
    const meant = fitting(policy, queues);
    if (meant.length === 0) return `no queue fits ${policy.pattern} of policy ${policy.name}`;
    const other = meant.find(
        (queue) =>
            queue.policy !== policy.name || !isDeepStrictEqual(queue.effective, policy.definition),
    );
    if (other !== undefined) {
        return `${other.name} has policy ${other.policy ?? "(none)"} ${JSON.stringify(other.effective)}, not ${policy.name}`;
    }
    const { awaitConsumers } = policy;
    const taken = meant.find(
        ({ consumers }) => awaitConsumers !== undefined && consumers !== awaitConsumers,
    );
    return taken && `consumers of ${taken.name} are ${taken.consumers}, not ${awaitConsumers}`;
}

function shown(policy: PolicyToSet, queues: readonly BrokerQueue[]): string[] {
    return fitting(policy, queues).map(
        ({ name, consumers }) =>
            `queue ${name}: policy ${policy.name} is effective, consumers ${consumers}`,
    );
}

function fitting({ pattern }: PolicyToSet, queues: readonly BrokerQueue[]): BrokerQueue[] {
    const fits = new RegExp(pattern);
    return queues.filter((queue) => fits.test(queue.name));
}
