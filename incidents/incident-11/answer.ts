import { tenPoints } from "../answer/checklist.ts";
import type { AnswerKey } from "../answer/schema.ts";

const SOURCE = "this project's own: roadmap.md asks for random pod kills and has no prompt";

/** Answer key of incident-11. */
export const answer11: AnswerKey = {
    version: 1,
    incident: "incident-11",
    summary:
        "Something deletes a pod every ten seconds, now of this service, now of that. Each comes back within seconds, " +
        "no counter of restarts moves, and every few orders one fails.",
    causes: [
        {
            id: "killed-pods",
            entity: "pods of several services",
            synonyms: [
                "random pods",
                "pods",
                "several services",
                "stateless services",
                "catalogue, carts, user, orders, payment, shipping",
                "catalogue carts user orders payment shipping",
                "multiple services",
                "pods of stateless services",
                "multiple pods",
            ],
            mechanism: "pod-kills",
            says: "pods of six stateless services are deleted through the API, one every 10 s, at random",
            repairs: [
                {
                    id: "stop-killer",
                    says: "who deletes the pods is found and stopped",
                    match: [
                        "stop|find|revoke|disable|remove|block",
                        "kill|delet|who|whoever|account|job|actor|client",
                    ],
                },
                {
                    id: "replicas",
                    says: "two and more replicas of each, so that one may go",
                    match: ["replicas|scale|redundan|two", "2|two|more|each|up|out|redundan"],
                },
            ],
        },
    ],
    changes: [
        {
            object: "Pods of catalogue, carts, user, orders, payment, shipping",
            field: "one killed at random",
            to: "every 10s, until the incident ends",
            role: "cause",
        },
    ],
    contributing: [{ component: "front-end", role: "relays errors of whichever service is away" }],
    unaffected: ["catalogue-db", "carts-db", "orders-db", "user-db", "rabbitmq", "queue-master"],
    evidence: [
        {
            id: "young-pods",
            says: "pods of several services are seconds old, again and again",
            seenIn: "kubernetes",
            match: [
                "pods?|age|young|replaced|new",
                "age|young|second|replaced|recreat|new|again|several|different",
            ],
        },
        {
            id: "events-killing",
            says: "events Killing and SuccessfulCreate of changing services, without a failed probe",
            seenIn: "kubernetes",
            match: ["killing|successfulcreate|event"],
        },
        {
            id: "no-restart-counts",
            says: "restart counts stay 0: a deleted pod is another pod",
            seenIn: "kubernetes",
            match: ["restart", "\\b0\\b|no|zero|flat|unchanged"],
        },
    ],
    refused: [
        {
            id: "restart",
            says: "they are replaced already, every ten seconds",
            match: ["\\brestart\\b|rollout"],
        },
    ],
    prompts: [
        {
            ask: "Now and then an order fails, each time another service. No restarts are counted. What is going on?",
            expected: [
                "pods are deleted and replaced, every 10 s, at random",
                "each outage lasts two to three seconds",
            ],
            source: SOURCE,
        },
    ],
    checklist: tenPoints({
        cause: "killed-pods",
        entity: "names the pods of several services, and no single service",
        mechanism: "says that they are deleted from outside, and don't crash",
        evidence: {
            "young-pods": "cites the age of the pods, or their changing names",
            "events-killing": "cites the events",
            "no-restart-counts": "cites that no restart is counted",
        },
        repair: "proposes to stop who deletes, or more replicas",
    }),
    extraCredit: ["the rhythm: one every ten seconds", "which services are spared"],
    notes: [
        "Not documented: a new incident of this project.",
        "Who deletes is out of the investigator's reach: see the repair in a drill.",
    ],
};
