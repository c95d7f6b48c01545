import { tenPoints } from "../answer/checklist.ts";
import { behindProxy } from "../answer/behind-proxy.ts";
import type { AnswerKey } from "../answer/schema.ts";

const SOURCE = "this project's own: roadmap.md asks for a network partition and has no prompt";

/** Answer key of incident-9. */
export const answer9: AnswerKey = {
    version: 1,
    incident: "incident-9",
    summary:
        "The network cuts shipping off from its callers. Its pod is Ready and hears nothing. Orders takes the money, " +
        "waits 5 s for shipping, gives up, and the customer reads an error, having paid.",
    causes: [
        {
            id: "shipping-cut-off",
            entity: "shipping",
            synonyms: [
                "orders to shipping",
                "orders - shipping",
                "service shipping",
                "shipping service",
                "network-proxy-shipping",
            ],
            mechanism: "network-partition",
            says: "connections to Service shipping are accepted, and not a byte passes",
            repairs: [
                {
                    id: "restore-path",
                    says: "Service shipping leads to its pods again (its selector), or the network lets through",
                    match: [
                        "selector|network|service|path|route|proxy|policy|endpoint",
                        "restor|fix|repair|revert|remov|lead|point|open|undo|correct|roll ?back|patch",
                    ],
                },
            ],
        },
    ],
    changes: behindProxy("shipping", "cut off"),
    contributing: [
        { component: "orders", role: "waits 5 s for shipping and gives up; the order stays PAID" },
        { component: "front-end", role: "relays the 500 of orders" },
    ],
    unaffected: [
        "catalogue",
        "carts",
        "user",
        "payment",
        "stripe-mock",
        "queue-master",
        "rabbitmq",
    ],
    evidence: [
        {
            id: "gave-up",
            says: "orders logs: Shipping failed for order …, TimeoutException; every order takes 5 s",
            seenIn: "logs",
            match: ["time(d)? ?-?out|5 ?s|shipping failed"],
        },
        {
            id: "hears-nothing",
            says: "shipping is Ready, with 0 restarts, and logs no request",
            seenIn: "logs",
            match: ["shipping", "no (request|log|line)|nothing|silent|ready|healthy|running|1/1"],
        },
        {
            id: "paid-not-shipped",
            says: "new orders are stored PAID, without a shipment",
            seenIn: "shop",
            match: ["\\bpaid\\b|charged"],
        },
    ],
    refused: [
        {
            id: "restart-shipping",
            says: "shipping is healthy: restarted, it hears as little",
            match: ["restart|rollout|delete (the )?pods?", "shipping|orders"],
        },
    ],
    prompts: [
        {
            ask: "Checkouts end in an error after some seconds, and the card is charged. All pods are healthy. Why?",
            expected: [
                "orders times out waiting for shipping",
                "shipping is healthy and hears nothing: the network between them",
                "orders are PAID and not shipped",
            ],
            source: SOURCE,
        },
    ],
    checklist: tenPoints({
        cause: "shipping-cut-off",
        entity: "names shipping, or the way to it, and not orders",
        mechanism: "says that it is cut off, not down",
        evidence: {
            "gave-up": "cites the time-outs of orders",
            "hears-nothing": "cites that shipping is healthy and hears nothing",
            "paid-not-shipped": "cites the orders that are PAID and not shipped",
        },
        repair: "proposes to open the way to shipping again",
    }),
    extraCredit: [
        "tells a partition (waits 5 s) from a service at 0 replicas (refused at once)",
        "which orders to ship or refund",
    ],
    notes: ["Not documented: a new incident of this project."],
};
