import type { AnswerKey } from "../answer/schema.ts";

const SOURCE = "this project's own: the control of the catalogue";

/** Answer key of control-load, in which nothing is broken. */
export const answerControlLoad: AnswerKey = {
    version: 1,
    incident: "control-load",
    summary:
        "More visitors than usual on a healthy shop, well below what it can answer. Nothing is broken.",
    causes: [],
    changes: [],
    contributing: [],
    unaffected: [
        "front-end",
        "catalogue",
        "catalogue-db",
        "orders",
        "payment",
        "shipping",
        "rabbitmq",
    ],
    evidence: [
        {
            id: "traffic",
            says: "more requests than usual",
            seenIn: "metrics",
            match: ["request|traffic|load|visitors"],
        },
        {
            id: "all-well",
            says: "pages are fast and without errors, orders are shipped, nothing restarted",
            seenIn: "shop",
            match: ["fast|no (error|restart)|0 (error|restart)|shipped|healthy|within|normal"],
        },
    ],
    refused: [],
    prompts: [
        {
            ask: "Traffic is higher than usual. Is anything wrong with the shop?",
            expected: ["no: fast, without errors, orders are shipped"],
            source: SOURCE,
        },
    ],
    checklist: {
        source: "this project's own, in the form of incident 8's (10 points, pass 7)",
        passMark: 7,
        items: [
            { says: "names no root cause", points: 8, asks: { nothingBroken: true } },
            { says: "cites the traffic", points: 1, asks: { evidence: "traffic" } },
            { says: "cites that all is well", points: 1, asks: { evidence: "all-well" } },
        ],
    },
    extraCredit: [],
    notes: [],
};
