import { sortKeys } from "../../components/kit/sort-keys.ts";
import type { Broker, BrokerQueue } from "../broker/management.ts";
import type { BrokerPolicy } from "../broker/policy.ts";
import type { Difference } from "../recovery/difference.ts";
import { comparePolicies } from "../recovery/policies.ts";
import { pause } from "../recovery/rollout.ts";

/** What the broker is, by content: its counters are none. */
export interface BrokerContent {
    policies: readonly BrokerPolicy[];
    queues: readonly BrokerQueue[];
}

/** A queue tells of itself every five seconds, and a message may just be passing when it does. */
const SETTLE_TIMEOUT_MS = 15_000;
const PAUSE_MS = 500;

/** Reads policies and queues; messages that only pass are waited for, a backlog is content. */
export async function readBroker(
    broker: Pick<Broker, "policies" | "queues">,
    timeoutMs = SETTLE_TIMEOUT_MS,
): Promise<BrokerContent> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
        const [policies, queues] = await Promise.all([broker.policies(), broker.queues()]);
        const isQuiet = queues.every((queue) => queue.depth === 0);
        if (isQuiet || Date.now() >= deadline) return { policies, queues };
        await pause(PAUSE_MS);
    }
}

/** Every field in which the broker is not what it was. */
export function compareBroker(before: BrokerContent, after: BrokerContent): Difference[] {
    const names = [...before.queues, ...after.queues].map((queue) => queue.name);
    const queues = [...new Set(names)].sort().flatMap((name) => {
        const [old, now] = [before, after].map(({ queues: all }) =>
            fieldsOf(all.find((one) => one.name === name)),
        );
        return Object.keys({ ...old, ...now }).flatMap((field): Difference[] => {
            const [expected = "(none)", found = "(none)"] = [old?.[field], now?.[field]];
            return expected === found ? [] : [{ object: `Queue ${name}`, field, expected, found }];
        });
    });
    return [...comparePolicies(before.policies, after.policies), ...queues];
}

function fieldsOf(queue: BrokerQueue | undefined): Record<string, string> {
    if (queue === undefined) return {};
    return Object.fromEntries(
        Object.entries(queue).map(([field, value]) => [
            field,
            JSON.stringify(sortKeys(value)) ?? "(none)",
        ]),
    );
}
