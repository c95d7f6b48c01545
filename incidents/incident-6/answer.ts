import { tenPoints } from "../answer/checklist.ts";
import type { AnswerKey } from "../answer/schema.ts";

/** Answer key of incident-6. */
export const answer6: AnswerKey = {
    version: 1,
    incident: "incident-6",
    summary:
        "The payment gateway, a third party, is gone. Payment is healthy, asks it, is refused, and declines every " +
        "order; the customer reads that the payment was declined (406).",
    causes: [
        {
            id: "gateway-gone",
            entity: "stripe-mock",
            synonyms: [
                "payment gateway",
                "gateway",
                "stripe",
                "external payment gateway",
                "third-party gateway",
            ],
            mechanism: "scaled-to-zero",
            says: "the gateway stripe-mock has 0 replicas: an external dependency of payment",
            repairs: [
                {
                    id: "scale-up",
                    says: "the gateway back to 1 replica or more (of a real one: its provider, or a second gateway)",
                    match: [
                        "stripe|gateway",
                        "scal|replicas?|restor|roll ?back|undo|bring .*back|start|fail ?over|backup",
                    ],
                },
            ],
        },
    ],
    changes: [
        { object: "Deployment stripe-mock", field: "replicas", from: "1", to: "0", role: "cause" },
    ],
    contributing: [
        { component: "payment", role: "healthy; says what the gateway does" },
        { component: "orders", role: "stores the order as failed, since payment declined" },
    ],
    unaffected: ["front-end", "catalogue", "carts", "user", "shipping", "queue-master", "rabbitmq"],
    evidence: [
        {
            id: "gateway-error",
            says: "payment logs: Payment gateway error: … connection refused",
            seenIn: "logs",
            match: ["gateway error|refused"],
        },
        {
            id: "payment-healthy",
            says: "payment is 1 of 1, with 0 restarts",
            seenIn: "kubernetes",
            match: ["payment", "healthy|running|ready|1/1|1 of 1|no restart|0 restarts"],
        },
        {
            id: "no-replicas",
            says: "Deployment stripe-mock wants 0 replicas; event ScalingReplicaSet to 0",
            seenIn: "kubernetes",
            match: ["stripe|gateway", "\\b0\\b|zero|no (pods?|replicas?|endpoints?)|scal"],
        },
    ],
    refused: [
        {
            id: "restart-payment",
            says: "payment is healthy: restarted, it is refused as before",
            match: ["restart|rollout", "payment"],
        },
    ],
    prompts: [
        {
            ask: "Payments fail but the payment service is healthy. Why?",
            expected: [
                "an external dependency, not an internal one",
                "the gateway refuses connections",
                "backup gateway, retry, circuit breaker",
            ],
            source: "incidents.md, incident 6",
        },
    ],
    checklist: tenPoints({
        cause: "gateway-gone",
        entity: "names the gateway, and not payment",
        mechanism: "says that nobody answers there: it has no replica",
        evidence: {
            "gateway-error": "cites the gateway error in the log of payment",
            "payment-healthy": "cites that payment itself is healthy",
            "no-replicas": "cites the gateway's replicas, or the scale event",
        },
        repair: "proposes to bring the gateway back, or another one",
    }),
    extraCredit: [
        "tells it from an internal payment outage",
        "backup gateway, retry, circuit breaker",
    ],
    notes: [
        "The documents disagree whether orders stores PAYMENT_FAILED here; the customer's 406 is what counts.",
    ],
};
