import { tenPoints } from "../answer/checklist.ts";
import type { AnswerKey } from "../answer/schema.ts";

/** Answer key of incident-3. */
export const answer3: AnswerKey = {
    version: 1,
    incident: "incident-3",
    summary:
        "Payment has no pod. Orders stores each new order, asks payment, is refused at once, and stores the order " +
        "as PAYMENT_FAILED; the customer reads an error and is not charged.",
    causes: [
        {
            id: "payment-gone",
            entity: "payment",
            synonyms: ["payment service"],
            mechanism: "scaled-to-zero",
            says: "Deployment payment was scaled from 1 to 0 replicas",
            repairs: [
                {
                    id: "scale-up",
                    says: "payment back to 1 replica or more",
                    match: ["payment", "scal|replicas?|restor|roll ?back|undo|bring .*back|start"],
                },
            ],
        },
    ],
    changes: [
        { object: "Deployment payment", field: "replicas", from: "1", to: "0", role: "cause" },
    ],
    contributing: [
        {
            component: "orders",
            role: "says the error aloud, and only passes on that payment refuses",
        },
        { component: "front-end", role: "relays the 500 of orders" },
    ],
    unaffected: [
        "catalogue",
        "carts",
        "user",
        "shipping",
        "queue-master",
        "rabbitmq",
        "stripe-mock",
    ],
    evidence: [
        {
            id: "no-replicas",
            says: "Deployment payment wants 0 replicas and has no pod; event ScalingReplicaSet to 0",
            seenIn: "kubernetes",
            match: ["payment", "\\b0\\b|zero|no (pods?|replicas?|endpoints?)|scal"],
        },
        {
            id: "connection-refused",
            says: "orders logs: Payment failed for order …, Connection refused",
            seenIn: "logs",
            match: ["refused|payment failed for order|i/o error"],
        },
        {
            id: "stored-as-failed",
            says: "new orders are stored as PAYMENT_FAILED, without a shipment",
            seenIn: "shop",
            match: ["payment_failed"],
        },
    ],
    refused: [
        {
            id: "restart-orders",
            says: "orders is healthy: restarted, it is refused as before",
            match: ["restart|rollout", "orders"],
        },
    ],
    prompts: [
        {
            ask: "Customers say that they got an error at checkout and no confirmation. What happened, and were they charged?",
            expected: [
                "orders stored as PAYMENT_FAILED",
                "connection refused from orders to payment",
                "payment at 0 replicas",
                "verify with the gateway that nobody was charged",
                "review all failed orders",
            ],
            source: "incidents.md, incident 3",
        },
        {
            ask: "How many orders are PAYMENT_FAILED, and what now?",
            expected: [
                "count and list them",
                "compare with the gateway: captured → mark paid and ship, else tell the customer",
            ],
            source: "incidents.md, incident 3",
        },
        {
            ask: "How is it prevented?",
            expected: [
                "retry with back-off (3 attempts)",
                "circuit breaker",
                "idempotency keys",
                "saga",
                "payment queue with a dead-letter queue",
                "daily reconciliation",
            ],
            source: "incidents.md, incident 3",
        },
    ],
    checklist: tenPoints({
        cause: "payment-gone",
        entity: "names payment, not orders, whose log is the loud one",
        mechanism: "says that payment has no replica",
        evidence: {
            "no-replicas": "cites the replicas, or the scale event",
            "connection-refused": "cites the refused connection in the log of orders",
            "stored-as-failed": "cites the orders stored as PAYMENT_FAILED",
        },
        repair: "proposes to bring payment back",
    }),
    extraCredit: [
        "counts the failed orders and their sum",
        "says when payment was scaled",
        "reconciliation with the gateway",
    ],
    notes: [
        "The documents count 4, 5 and 6 failed orders in their runs; here it is as many as were placed.",
        "Totals above 105.00 are declined by a payment that is up, too.",
    ],
};
