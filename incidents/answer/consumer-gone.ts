import type { Cause } from "./schema.ts";

/**
 * The queue's only consumer has no pod: the cause of 5, and one of two in 5A and its kin.
 * @param more synonyms that mean it where nothing else is called so
 */
export function consumerGone(more: readonly string[] = []): Cause {
    return {
        id: "consumer-gone",
        entity: "queue-master",
        synonyms: ["queuemaster", "queue consumer", "consumer of shipping-task", ...more],
        mechanism: "scaled-to-zero",
        says: "Deployment queue-master was scaled from 1 to 0 replicas",
        repairs: [
            {
                id: "scale-up",
                says: "queue-master back to 1 replica or more",
                match: [
                    "queue-?master|consumer",
                    "scal|replicas?|restor|roll ?back|undo|bring .*back|start",
                ],
            },
        ],
    };
}
