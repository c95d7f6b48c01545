import type { BrokerAccess } from "../broker/management.ts";
import type { QueueLimit } from "../reading-parts.ts";
import type { ReadLimit } from "./broker-watch.ts";

/** The part of the broker that is read. */
type Readable = Pick<BrokerAccess["broker"], "policies" | "policyOf">;

/**
 * Reads what limits a queue from the broker's management API.
 * @param open opens a way to it, which stays open
 */
export function limitReader(open: () => Promise<{ broker: Readable }>): ReadLimit {
    let access: Promise<{ broker: Readable }> | undefined;
    return async (queue) => {
        access ??= open();
        // A failed opening is no answer for ever.
        access.catch(() => (access = undefined));
        const { broker } = await access;
        const policy = await broker.policyOf(queue);
        if (policy === undefined) return undefined;
        const held = (await broker.policies()).find((one) => one.name === policy);
        return held === undefined ? undefined : limitOf(policy, held.definition);
    };
}

function limitOf(policy: string, definition: Readonly<Record<string, unknown>>): QueueLimit {
    const [maxLength, overflow] = [definition["max-length"], definition["overflow"]];
    return {
        policy,
        maxLength: typeof maxLength === "number" ? maxLength : undefined,
        overflow: typeof overflow === "string" ? overflow : undefined,
    };
}
