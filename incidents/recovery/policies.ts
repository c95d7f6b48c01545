import type { KubeClient } from "../../components/kube/client.ts";
import { type Broker, withBroker } from "../broker/management.ts";
import { type BrokerPolicy, policyDifferences } from "../broker/policy.ts";
import type { Difference } from "./difference.ts";
import type { FormerState } from "./record.ts";
import { pause } from "./rollout.ts";

/** The part of the broker that a recovery writes to. */
type Writable = Pick<Broker, "policies" | "setPolicy" | "deletePolicy">;

/** A broker whose pod is just starting is ready in some ten seconds. */
const BROKER_TIMEOUT_MS = 60_000;
const PAUSE_MS = 1_000;

/**
 * Records the broker's policies before an incident changes them. What was recorded earlier stands; what an
 * earlier version of the stack set, and this one does not, is taken back.
 *
 * @param earlier of the same stack's record
 * @param touched names of the policies that the stack sets; without one nothing is recorded
 */
export async function recordPolicies(
    kube: KubeClient,
    earlier: readonly BrokerPolicy[] | undefined,
    touched: readonly string[],
    say: (line: string) => void,
): Promise<Pick<FormerState, "policies">> {
    if (earlier === undefined && touched.length === 0) return {};
    return await withBroker(kube, async (broker) => {
        const former = earlier ?? (await broker.policies());
        await restorePolicies(broker, former, say, touched);
        return touched.length === 0 ? {} : { policies: former };
    });
}

/**
 * Makes the broker's policies what a record says: those it does not have are removed, the others put back.
 * What is as recorded is not touched.
 *
 * @param spared names of policies that stay as they are
 * @returns what was not as recorded
 */
export async function restorePolicies(
    broker: Writable,
    former: readonly BrokerPolicy[],
    say: (line: string) => void,
    spared: readonly string[] = [],
): Promise<Difference[]> {
    const all: Difference[] = [];
    const live = await broker.policies();
    for (const name of namesOf(former, live).filter((one) => !spared.includes(one))) {
        const [recorded, present] = [former, live].map((some) => named(some, name));
        const changes = changesOf(name, recorded, present);
        if (changes.length === 0) continue;
        if (recorded === undefined) await broker.deletePolicy(name);
        else await broker.setPolicy(recorded);
        const rows = changes.map((one) => `  ${one.field}: ${one.found} → ${one.expected}`);
        const done = recorded === undefined ? "removed" : "put back";
        say([`Policy ${name}: ${done}`, ...rows].join("\n"));
        all.push(...changes);
    }
    return all;
}

/**
 * Puts a record's policies back, where it has some.
 *
 * @param tries `once`, or `patiently` until the broker answers
 * @returns false where the broker did not answer
 * @throws LabError where it did not in a minute
 */
export async function policiesBack(
    kube: KubeClient,
    { policies }: FormerState,
    tries: "once" | "patiently",
    say: (line: string) => void,
): Promise<boolean> {
    if (policies === undefined) return true;
    const deadline = Date.now() + (tries === "once" ? 0 : BROKER_TIMEOUT_MS);
    for (;;) {
        try {
            await withBroker(kube, (broker) => restorePolicies(broker, policies, say));
            return true;
        } catch (error) {
            if (tries === "once") return false;
            if (Date.now() > deadline) throw error;
            await pause(PAUSE_MS);
        }
    }
}

/** What of a record's policies is not in place, one line each. */
export async function policyShortcomings(
    kube: KubeClient,
    { policies }: FormerState,
): Promise<string[]> {
    if (policies === undefined) return [];
    try {
        const live = await withBroker(kube, (broker) => broker.policies());
        return comparePolicies(policies, live).map(
            ({ object, field, expected, found }) =>
                `${object}: ${field} is ${found}, not ${expected}`,
        );
    } catch (error) {
        return [`the broker's policies: can't be read: ${(error as Error).message}`];
    }
}

/** Every field in which policies are not what they were. */
export function comparePolicies(
    expected: readonly BrokerPolicy[],
    found: readonly BrokerPolicy[],
): Difference[] {
    return namesOf(expected, found).flatMap((name) =>
        changesOf(name, named(expected, name), named(found, name)),
    );
}

function changesOf(
    name: string,
    expected: BrokerPolicy | undefined,
    found: BrokerPolicy | undefined,
): Difference[] {
    return policyDifferences(expected, found).map(({ field, from, to }) => ({
        object: `Policy ${name}`,
        field,
        expected: from ?? "(none)",
        found: to ?? "(none)",
    }));
}

function namesOf(...all: (readonly BrokerPolicy[])[]): string[] {
    return [...new Set(all.flat().map((one) => one.name))].sort();
}

function named(policies: readonly BrokerPolicy[], name: string): BrokerPolicy | undefined {
    return policies.find((one) => one.name === name);
}
