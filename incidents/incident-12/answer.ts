import { behindProxy } from "../answer/behind-proxy.ts";
import { tenPoints } from "../answer/checklist.ts";
import type { AnswerKey } from "../answer/schema.ts";

const SOURCE = "this project's own: roadmap.md asks for a cascade and has no prompt";

/** Answer key of incident-12. */
export const answer12: AnswerKey = {
    version: 1,
    incident: "incident-12",
    summary:
        "Each answer of the payment gateway arrives eight seconds late. Payment waits, orders gives up after five and " +
        "stores the order as failed, the customer reads an error, and three seconds later the charge goes through.",
    causes: [
        {
            id: "slow-gateway",
            entity: "stripe-mock",
            synonyms: [
                "payment gateway",
                "gateway",
                "stripe",
                "payment to stripe-mock",
                "payment - stripe-mock",
                "payment to gateway",
                "service stripe-mock",
                "network-proxy-stripe-mock",
            ],
            mechanism: "network-latency",
            says: "answers of the gateway reach payment 8 s late",
            repairs: [
                {
                    id: "restore-path",
                    says: "Service stripe-mock leads to its pods again (its selector), or the latency is taken away",
                    match: [
                        "selector|network|service|path|route|proxy|latency|endpoint|gateway",
                        "restor|fix|repair|revert|remov|lead|point|undo|correct|roll ?back|patch|fail ?over",
                    ],
                },
            ],
        },
    ],
    changes: behindProxy("stripe-mock", "answers 8000 ms later"),
    contributing: [
        { component: "payment", role: "healthy; waits for the gateway" },
        { component: "orders", role: "gives up on payment after 5 s; the loudest log" },
        { component: "front-end", role: "relays the 500 of orders" },
    ],
    unaffected: ["catalogue", "carts", "user", "shipping", "queue-master", "rabbitmq"],
    evidence: [
        {
            id: "gave-up",
            says: "orders logs: Payment failed for order …, Read timed out",
            seenIn: "logs",
            match: ["timed? ?-?out|payment failed for order"],
        },
        {
            id: "late-charge",
            says: "payment logs: Payment authorized … (8.0s): the charge comes all the same, too late",
            seenIn: "logs",
            match: ["authori|charg|payment", "\\b[5-9](\\.\\d+)? ?s|8 ?s|8000|late|eight|second"],
        },
        {
            id: "failed-orders",
            says: "orders are stored as PAYMENT_FAILED",
            seenIn: "shop",
            match: ["payment_failed"],
        },
    ],
    refused: [
        {
            id: "restart",
            says: "payment and orders are healthy: restarted, they wait as long",
            match: ["restart|rollout|delete (the )?pods?"],
        },
        {
            id: "longer-timeout",
            says: "who waits longer hides it: every checkout then takes eight seconds",
            match: ["(rais|increas|longer|higher).*time-?out"],
        },
    ],
    prompts: [
        {
            ask: "Checkouts fail after some seconds, and customers say that they were charged. Find the root, not the loudest log.",
            expected: [
                "orders gives up on payment, payment waits for the gateway",
                "the gateway's answers take 8 s: the lowest tier",
                "failed orders were charged: reconcile",
            ],
            source: SOURCE,
        },
    ],
    checklist: tenPoints({
        cause: "slow-gateway",
        entity: "names the gateway, two tiers below the loudest log",
        mechanism: "says that its answers come late, and that nothing is down",
        evidence: {
            "gave-up": "cites the time-outs of orders",
            "late-charge": "cites the charges that come too late",
            "failed-orders": "cites the orders stored as failed",
        },
        repair: "proposes to mend the way to the gateway, or another gateway",
    }),
    extraCredit: ["the order of symptoms up the chain", "which failed orders were charged"],
    notes: ["Not documented: a new incident of this project."],
};
