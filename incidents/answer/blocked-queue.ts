import { consumerGone } from "./consumer-gone.ts";
import type { Cause, Change } from "./schema.ts";

/** The two root causes that 5A and its kin have in common; they add up, and neither brings about the other. */
export function blockedQueue(policy: string): Cause[] {
    return [
        {
            id: "queue-full",
            entity: "shipping-task",
            synonyms: [
                policy,
                `policy ${policy}`,
                "shipping-task queue",
                "rabbitmq queue shipping-task",
                "rabbitmq",
                "rabbitmq policy",
                "queue policy",
                "broker policy",
                "queue",
            ],
            mechanism: "queue-limit",
            says: `policy ${policy} of the broker limits shipping-task to 3 messages and rejects more`,
            repairs: [
                {
                    id: "remove-policy",
                    says: `policy ${policy} removed, or a limit far above what waits (1000 or more)`,
                    match: [
                        "polic|limit|max-?length",
                        "remov|delet|clear|rais|increas|lift|larger|higher|drop",
                    ],
                },
            ],
        },
        consumerGone(["consumer"]),
    ];
}

/** What setting that policy changes. */
export function policyChanges(policy: string): Change[] {
    const object = `Policy ${policy}`;
    return [
        { object, field: "pattern", to: "^shipping-task$", role: "means" },
        { object, field: "definition.max-length", to: "3", role: "cause" },
        { object, field: "definition.overflow", to: "reject-publish", role: "means" },
        { object, field: "apply-to", to: "queues", role: "means" },
        { object, field: "priority", to: "0", role: "means" },
    ];
}
