import { ninePoints } from "../answer/checklist.ts";
import { consumerGone } from "../answer/consumer-gone.ts";
import type { AnswerKey } from "../answer/schema.ts";

/** Answer key of incident-5. */
export const answer5: AnswerKey = {
    version: 1,
    incident: "incident-5",
    summary:
        "queue-master, the only consumer of shipping-task, has no pod. Orders, payment and shipping work, every " +
        "customer reads success, and the messages pile up in the queue: nothing leaves the warehouse.",
    causes: [consumerGone()],
    changes: [
        { object: "Deployment queue-master", field: "replicas", from: "1", to: "0", role: "cause" },
    ],
    contributing: [{ component: "rabbitmq", role: "healthy; keeps what nobody takes" }],
    unaffected: ["front-end", "orders", "payment", "shipping", "catalogue", "carts", "user"],
    evidence: [
        {
            id: "no-replicas",
            says: "Deployment queue-master wants 0 replicas; event ScalingReplicaSet to 0, with its time",
            seenIn: "kubernetes",
            match: ["queue-?master", "\\b0\\b|zero|no (pods?|replicas?)|scal"],
        },
        {
            id: "no-consumer",
            says: "shipping-task has 0 consumers and a depth that grows with every order",
            seenIn: "broker",
            match: ["consumers?|depth|backlog|messages", "\\b0\\b|zero|no |grow|ris|increas|pil"],
        },
        {
            id: "publisher-active",
            says: "shipping publishes, queue-master logs nothing",
            seenIn: "logs",
            match: [
                "shipping|publish|queue-?master",
                "adding shipment|publish|silent|no (log|lines)|gap|log",
            ],
        },
    ],
    refused: [
        {
            id: "restart-broker",
            says: "the queue isn't durable and has no volume: a new broker has lost every message",
            match: ["restart|delete|recreat", "rabbit|broker"],
        },
        {
            id: "purge",
            says: "an empty queue ships nothing: the orders in it are lost",
            match: ["purge|empty the queue|delete the queue"],
        },
    ],
    prompts: [
        {
            ask: "Orders of the last minutes have not shipped. The front-end shows success. Why?",
            expected: [
                "queue-master at 0 replicas",
                "publisher active, consumer silent",
                "the time of the scale event",
                "scale queue-master to 1",
            ],
            source: "incidents.md, incident 5",
        },
        {
            ask: "Is it only the consumer, or is the broker at fault too?",
            expected: ["broker and publisher are healthy", "0 consumers, the depth grows"],
            source: "incidents.md, incident 5; roadmap.md, FAQ",
        },
    ],
    checklist: ninePoints(
        {
            cause: "consumer-gone",
            entity: "names queue-master, and neither shipping nor the broker",
            mechanism: "says that it has no replica",
            evidence: {
                "no-replicas": "cites the replicas or the scale event",
                "no-consumer": "cites 0 consumers or the growing queue",
                "publisher-active": "cites the active publisher beside the silent consumer",
            },
            repair: "proposes to scale queue-master up, and leaves the broker alone",
        },
        "incidents.md, incident 5: 9 points, pass 7 (the items are this project's, from the expected findings)",
    ),
    extraCredit: [
        "a monitor of the consumers",
        "a dead-letter queue",
        "more than one consumer",
        "how many orders wait",
    ],
    notes: ["The documents' order list says Processing or Shipped; here it says SHIPPED."],
};
