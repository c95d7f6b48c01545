import { tenPoints } from "../answer/checklist.ts";
import type { AnswerKey } from "../answer/schema.ts";

/** Answer key of incident-1. */
export const answer1: AnswerKey = {
    version: 1,
    incident: "incident-1",
    summary:
        "More visitors come than the one front-end has memory for. The kernel kills it at its limit, it starts " +
        "again, the visitors come back, and it is killed again, with growing pauses (CrashLoopBackOff).",
    causes: [
        {
            id: "front-end-memory",
            entity: "front-end",
            synonyms: ["frontend", "edge router", "memory limit of front-end"],
            mechanism: "memory-exhausted",
            says: "the front-end's memory limit is too small for this load, and there is only one of it",
            repairs: [
                {
                    id: "raise-memory",
                    says: "a higher memory limit for the front-end",
                    match: [
                        "(rais|increas|restor|higher|larger|more|undo|roll ?back).*",
                        "memory|limit|rollout",
                    ],
                },
                {
                    id: "scale-out",
                    says: "more front-ends, by hand or by an autoscaler (2 to 10)",
                    match: [
                        "scal(e|ing) (out|up|front)|more (replicas|front-ends|pods)|autoscal|\\bhpa\\b",
                    ],
                },
                {
                    id: "rate-limit",
                    says: "fewer requests let in: 100 a minute and address",
                    match: ["rate.?limit|fewer requests|(fewer|less) traffic let in"],
                },
            ],
        },
    ],
    changes: [
        {
            object: "Deployment front-end",
            field: "containers[front-end].resources.limits.memory",
            from: "1000Mi",
            to: "52Mi",
            // More front-ends share the visitors, each within its limit.
            role: "means",
        },
        {
            object: "Deployment front-end",
            field: "containers[front-end].resources.requests.memory",
            from: "300Mi",
            to: "40Mi",
            role: "means",
        },
        {
            object: "Deployment front-end",
            field: "containers[front-end].livenessProbe.timeoutSeconds",
            from: "1",
            to: "10",
            role: "condition",
        },
    ],
    contributing: [],
    unaffected: [
        "catalogue-db",
        "carts-db",
        "orders-db",
        "user-db",
        "session-db",
        "rabbitmq",
        "payment",
    ],
    evidence: [
        {
            id: "oom-killed",
            says: "the front-end's last state is OOMKilled, exit code 137",
            seenIn: "kubernetes",
            match: ["oom|\\b137\\b"],
        },
        {
            id: "restarts",
            says: "its restarts rise, in CrashLoopBackOff between them",
            seenIn: "kubernetes",
            match: ["restart|back-?off|crash ?loop"],
        },
        {
            id: "pages-fail",
            says: "more than half of the product pages fail, by refused and reset connections",
            seenIn: "shop",
            match: ["fail|refused|reset|\\b50[03]\\b|unavailable|time(d)? ?out"],
        },
    ],
    refused: [
        {
            id: "restart",
            says: "it restarts already: a fresh one is killed at the same limit",
            match: ["\\brestart\\b|delete (the )?pods?"],
        },
    ],
    prompts: [
        {
            ask: "What happened to the application in this time?",
            expected: ["the front-end crashes", "OOMKilled", "memory at its limit", "overload"],
            source: "incidents.md, incident 1",
        },
        {
            ask: "Why did front-end crash?",
            expected: ["its memory limit was exceeded", "thousands of users at once", "no scaling"],
            source: "incidents.md, incident 1",
        },
        {
            ask: "How often did it restart, which limit was exceeded, and how is it prevented?",
            expected: [
                "restarts by count",
                "limits +50 %",
                "an autoscaler of 2 to 10 replicas",
                "rate limiting, 100 requests a minute and address",
                "correct requests and limits",
            ],
            source: "incidents.md, incident 1",
        },
    ],
    checklist: tenPoints({
        cause: "front-end-memory",
        entity: "names the front-end, and nothing behind it",
        mechanism: "says that its memory is exhausted, by the limit, and the kernel kills it",
        evidence: {
            "oom-killed": "cites OOMKilled or exit 137",
            restarts: "cites the restarts or the back-off",
            "pages-fail": "cites what visitors saw",
        },
        repair: "proposes a larger limit, more front-ends or fewer requests",
    }),
    extraCredit: ["the number of restarts", "that data stores and orders are untouched"],
    notes: [
        "The documents name a limit of 1000Mi; what is killed here has 52Mi, since this front-end needs less.",
        "OOM kills are events and states, not log lines.",
    ],
};
