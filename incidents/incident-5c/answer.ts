import { blockedQueue, policyChanges } from "../answer/blocked-queue.ts";
import type { AnswerKey } from "../answer/schema.ts";
import { answer5a } from "../incident-5a/answer.ts";

const [limitInForce, fullAndUnread] = answer5a.evidence;

/** Answer key of incident-5c. */
export const answer5c: AnswerKey = {
    ...answer5a,
    incident: "incident-5c",
    summary:
        "As in 5A the queue is limited to 3 and its consumer is gone; here the publisher asks for confirmation. " +
        "From the fourth order on shipping answers 503, orders 500, and the customer reads an error, having paid.",
    causes: blockedQueue("shipping-limit"),
    changes: [
        ...policyChanges("shipping-limit"),
        {
            object: "Deployment shipping",
            field: "containers[shipping].env.PUBLISH_MODE",
            from: "fire-and-forget",
            to: "confirm",
            // What makes the refusals visible; no fault of its own.
            role: "condition",
        },
        { object: "Deployment queue-master", field: "replicas", from: "1", to: "0", role: "cause" },
    ],
    contributing: [
        { component: "rabbitmq", role: "healthy; does what its policy says" },
        { component: "shipping", role: "answers 503 once its message is rejected" },
        { component: "orders", role: "relays it as 500; the order stays PAID" },
    ],
    unaffected: ["front-end", "payment", "catalogue", "carts", "user"],
    evidence: [
        ...[limitInForce, fullAndUnread].flatMap((one) => one ?? []),
        {
            id: "rejected",
            says: "shipping logs: Message rejected by RabbitMQ; orders: HttpServerErrorException: 503",
            seenIn: "logs",
            match: ["reject|\\b503\\b|nack"],
        },
    ],
    prompts: [
        {
            ask: "Since some minutes checkouts end in an error, and the card is charged all the same. Why?",
            expected: [
                "shipping's messages are rejected by the broker",
                "the queue is full at 3, by a policy, and has no consumer",
                "orders are PAID and not shipped",
                "remove the policy, restore the consumer, validate that it drains",
            ],
            source: "incidents.md, 5C: expected",
        },
    ],
    checklist: {
        ...answer5a.checklist,
        source: "this project's own: incident 5a's, and a point for the rejected messages (11 points, pass 8)",
        passMark: 8,
        items: [
            ...answer5a.checklist.items,
            { says: "cites a rejected message", points: 1, asks: { evidence: "rejected" } },
        ],
    },
    extraCredit: ["which orders are PAID and have to be shipped or refunded"],
    notes: [
        "The documents' banner has three texts, by image; here the front-end shows what orders says.",
        "Which 3 orders get through isn't fixed: orders are placed at the same time.",
    ],
};
