import { sortKeys } from "../../components/kit/sort-keys.ts";

/** A policy of the broker: settings that it lays over every queue whose name fits. */
export interface BrokerPolicy {
    name: string;
    /** Regular expression over the names of queues. */
    pattern: string;
    /** Settings by the broker's own names, e.g. `max-length`. */
    definition: Readonly<Record<string, unknown>>;
    /** Kind of thing it is laid over: `queues`, or a narrower or wider word of the broker's. */
    applyTo: string;
    /** The highest of those that fit a queue counts. */
    priority: number;
}

/** A policy as a stack asks for it. */
export interface PolicyToSet extends BrokerPolicy {
    /**
     * Consumers that its queues must have before any load. Default: whatever they have. A consumer that is
     * still there takes what a limit is to hold back, and the incident would be none.
     */
    awaitConsumers?: number | undefined;
}

/** One field in which two policies of a name differ; undefined where there is nothing. */
export interface PolicyDifference {
    field: string;
    from: string | undefined;
    to: string | undefined;
}

/** What a change from one to the other would be, field by field; undefined stands for no policy. */
export function policyDifferences(
    from: BrokerPolicy | undefined,
    to: BrokerPolicy | undefined,
): PolicyDifference[] {
    const [old, next] = [fieldsOf(from), fieldsOf(to)];
    return [...new Set([...old.keys(), ...next.keys()])]
        .map((field) => ({ field, from: old.get(field), to: next.get(field) }))
        .filter((one) => one.from !== one.to);
}

function fieldsOf(policy: BrokerPolicy | undefined): Map<string, string> {
    if (policy === undefined) return new Map();
    const settings = Object.entries(policy.definition).map(([key, value]): [string, unknown] => [
        `definition.${key}`,
        value,
    ]);
    const fields: [string, unknown][] = [
        ["pattern", policy.pattern],
        ...settings,
        ["apply-to", policy.applyTo],
        ["priority", policy.priority],
    ];
    return new Map(fields.map(([field, value]) => [field, shown(value)]));
}

function shown(value: unknown): string {
    return typeof value === "string" ? value : JSON.stringify(sortKeys(value));
}

/** Policies as one word of a shell's command line. A quote, which would end the word, is written as JSON can. */
export function policyArgument(policies: PolicyToSet | readonly PolicyToSet[]): string {
    return `'${JSON.stringify(policies).replaceAll("'", "\\u0027")}'`;
}
