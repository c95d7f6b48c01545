import type { AnswerKey } from "../answer/schema.ts";
import { blockedQueue, policyChanges } from "../answer/blocked-queue.ts";

/** Answer key of incident-5a. */
export const answer5a: AnswerKey = {
    version: 1,
    incident: "incident-5a",
    summary:
        "A policy limits shipping-task to 3 messages and rejects more, and queue-master, its consumer, has no pod. " +
        "The queue is full at once; what comes on top is lost, and the publisher never asks: everybody reads success.",
    causes: blockedQueue("queue-limit"),
    changes: [
        ...policyChanges("queue-limit"),
        { object: "Deployment queue-master", field: "replicas", from: "1", to: "0", role: "cause" },
    ],
    contributing: [
        { component: "rabbitmq", role: "healthy; does what its policy says" },
        { component: "shipping", role: "publishes without asking whether it was accepted" },
    ],
    unaffected: ["front-end", "orders", "payment", "catalogue", "carts", "user"],
    evidence: [
        {
            id: "limit-in-force",
            says: "the broker's policy: max-length 3, overflow reject-publish",
            seenIn: "broker",
            match: ["max-?length|reject-publish|policy"],
        },
        {
            id: "full-and-unread",
            says: "depth exactly 3 and flat, 0 consumers, while orders go on",
            seenIn: "broker",
            match: ["consumers?|depth|queue", "\\b3\\b|\\b0\\b|zero|flat|stuck|no consumer"],
        },
    ],
    refused: [
        {
            id: "consumer-only",
            says: "with the limit in force the next stop of the consumer loses orders again",
            match: ["only.*queue-?master|ignore.*policy|leave.*policy"],
        },
        {
            id: "purge",
            says: "an empty queue ships nothing: the orders in it are lost",
            match: ["purge|empty the queue|delete the queue"],
        },
    ],
    prompts: [
        {
            ask: "Customers report paid orders that never arrive. The shop shows success for all of them. Why?",
            expected: [
                "queue-master has no replica",
                "the queue is stuck at 3 of 3, later orders are rejected in silence",
                "remove the policy, restore the consumer, validate that it drains",
            ],
            source: "incidents.md, 5A: responder path",
        },
        {
            ask: "Could the network do this? Is it only the consumer?",
            expected: [
                "no: the broker answers, its policy rejects",
                "no: the limit loses what comes on top of 3",
            ],
            source: "roadmap.md, FAQ of 5A",
        },
    ],
    checklist: {
        source: "this project's own, in the form of incident 8's (10 points, pass 7)",
        passMark: 7,
        items: [
            { says: "names the queue or its policy", points: 2, asks: { entity: "queue-full" } },
            { says: "says that a limit rejects", points: 1, asks: { mechanism: "queue-full" } },
            { says: "names queue-master", points: 2, asks: { entity: "consumer-gone" } },
            {
                says: "says that it has no replica",
                points: 1,
                asks: { mechanism: "consumer-gone" },
            },
            { says: "cites the policy", points: 1, asks: { evidence: "limit-in-force" } },
            { says: "cites depth or consumers", points: 1, asks: { evidence: "full-and-unread" } },
            { says: "proposes to remove the limit", points: 1, asks: { repair: "queue-full" } },
            {
                says: "proposes to restore queue-master",
                points: 1,
                asks: { repair: "consumer-gone" },
            },
        ],
    },
    extraCredit: [
        "how many orders are lost: all but three of those placed since",
        "a larger queue with dead-lettering, more than one consumer, publisher confirms",
    ],
    notes: [
        "The documents name 406 PRECONDITION_FAILED as visible evidence; a fire-and-forget publisher sees nothing, here as there.",
        "The documents disagree on the stored status (pending, PAID); here it is SHIPPED.",
    ],
};
