import type { AnswerKey } from "../answer/schema.ts";
import { answer7 } from "../incident-7/answer.ts";

/** Answer key of incident-7-fixed: the counterpart of incident 7, in which nothing is broken. */
export const answer7Fixed: AnswerKey = {
    version: 1,
    incident: "incident-7-fixed",
    summary:
        "The same traffic spike as in incident 7, and an autoscaler that watches CPU: it adds front-ends, as it should. " +
        "Nothing is broken.",
    causes: [],
    changes: [
        {
            object: "HorizontalPodAutoscaler front-end",
            field: "front-end by cpu, 1 to 4 replicas",
            to: "70 % of the request",
            role: "condition",
        },
        ...answer7.changes.filter(({ role }) => role === "condition"),
    ],
    contributing: [{ component: "front-end", role: "scaled up and down with the traffic" }],
    unaffected: answer7.unaffected,
    evidence: [
        {
            id: "scaled-up",
            says: "event SuccessfulRescale, and more than one front-end available",
            seenIn: "kubernetes",
            match: ["rescale|replicas?|scaled"],
        },
        {
            id: "hpa-on-cpu",
            says: "the autoscaler's metric is CPU, 70 % of the request",
            seenIn: "kubernetes",
            match: ["cpu"],
        },
    ],
    refused: [],
    prompts: [
        {
            ask: "Traffic rose and new front-ends came up. Is anything wrong?",
            expected: [
                "no: the autoscaler on CPU did its work",
                "back to one pod some 5 minutes after the spike",
            ],
            source: "incidents.md, incident 7: fixed form",
        },
    ],
    checklist: {
        source: "this project's own, in the form of incident 8's (10 points, pass 7)",
        passMark: 7,
        items: [
            { says: "names no root cause", points: 8, asks: { nothingBroken: true } },
            { says: "cites that it scaled", points: 1, asks: { evidence: "scaled-up" } },
            { says: "cites the metric", points: 1, asks: { evidence: "hpa-on-cpu" } },
        ],
    },
    extraCredit: ["that visitors keep their connections, and a connection its pod"],
    notes: ["The documents expect 8 replicas; the node has room for four."],
};
