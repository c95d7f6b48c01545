import { behindProxy } from "../answer/behind-proxy.ts";
import { tenPoints } from "../answer/checklist.ts";
import type { AnswerKey } from "../answer/schema.ts";

const SOURCE = "this project's own: roadmap.md asks for network latency and has no prompt";

/** Answer key of incident-10. */
export const answer10: AnswerKey = {
    version: 1,
    incident: "incident-10",
    summary:
        "Each answer of payment reaches orders two seconds late. Payment's own figures are perfect; nothing fails, " +
        "since orders waits up to five seconds, and every checkout takes more than two.",
    causes: [
        {
            id: "way-to-payment",
            entity: "payment",
            synonyms: [
                "orders to payment",
                "orders - payment",
                "payment to orders",
                "orders and payment",
                "service payment",
                "payment service",
                "network-proxy-payment",
            ],
            mechanism: "network-latency",
            says: "the network between orders and payment holds each answer back for 2 s",
            repairs: [
                {
                    id: "restore-path",
                    says: "Service payment leads to its pods again (its selector), or the latency is taken away",
                    match: [
                        "selector|network|service|path|route|proxy|latency|endpoint",
                        "restor|fix|repair|revert|remov|lead|point|undo|correct|roll ?back|patch",
                    ],
                },
            ],
        },
    ],
    changes: behindProxy("payment", "answers 2000 ms later"),
    contributing: [{ component: "orders", role: "waits for payment; slow in this one call" }],
    unaffected: [
        "catalogue",
        "carts",
        "user",
        "shipping",
        "stripe-mock",
        "queue-master",
        "rabbitmq",
    ],
    evidence: [
        {
            id: "slow-orders",
            says: "POST /orders takes 2 s and more, and succeeds",
            seenIn: "shop",
            match: ["order|checkout", "slow|latency|second|\\d ?m?s\\b"],
        },
        {
            id: "payment-quick",
            says: "payment itself answers in less than 0.5 s, by its own log and histogram",
            seenIn: "logs",
            match: ["payment", "quick|fast|0\\.\\d|< ?0|millisecond|\\d ?ms\\b|authorized"],
        },
        {
            id: "nothing-fails",
            says: "no order fails, nothing restarts, CPU is at rest",
            seenIn: "metrics",
            match: [
                "(\\b0\\b|no|zero|without|nothing)\\b.{0,25}(error|fail|restart|crash)|succe|\\b201\\b|idle|cpu",
            ],
        },
    ],
    refused: [
        {
            id: "restart-payment",
            says: "payment is quick: restarted, its answers come as late",
            match: ["restart|rollout|delete (the )?pods?", "payment|orders"],
        },
        {
            id: "scale-payment",
            says: "more payments answer as late",
            match: ["scal\\w*.*(payment|orders)"],
        },
    ],
    prompts: [
        {
            ask: "Checkout feels slow since some minutes, and every dashboard of a service is green. Where does the time go?",
            expected: [
                "in the call from orders to payment",
                "payment itself is quick: between the two",
                "2 s an answer",
            ],
            source: SOURCE,
        },
    ],
    checklist: tenPoints({
        cause: "way-to-payment",
        entity: "names the way between orders and payment",
        mechanism: "says that it is latency of the network, not a slow payment",
        evidence: {
            "slow-orders": "cites how long orders take",
            "payment-quick": "cites that payment itself is quick",
            "nothing-fails": "cites that nothing fails or restarts",
        },
        repair: "proposes to mend the way to payment",
    }),
    extraCredit: ["how much later: 2 s", "that at 5 s orders would give up, and fail"],
    notes: ["Not documented: a new incident of this project."],
};
