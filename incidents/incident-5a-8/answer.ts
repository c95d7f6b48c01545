import type { AnswerKey } from "../answer/schema.ts";
import { answer5a } from "../incident-5a/answer.ts";
import { answer8 } from "../incident-8/answer.ts";

/** Answer key of incident-5a-8: two incidents at once, without a link. */
export const answer5a8: AnswerKey = {
    version: 1,
    incident: "incident-5a-8",
    summary:
        "Two independent incidents: the catalogue's database is throttled, which everybody sees, and the queue of " +
        "shipments is full and unread, which nobody sees. Neither causes the other.",
    causes: [...answer5a.causes, ...answer8.causes],
    changes: [...answer5a.changes, ...answer8.changes],
    contributing: [...answer5a.contributing, ...answer8.contributing],
    unaffected: ["user", "carts", "payment", "orders"],
    evidence: [...answer5a.evidence, ...answer8.evidence],
    refused: [
        ...answer5a.refused,
        ...answer8.refused,
        {
            id: "one-for-both",
            says: "missing shipments don't come from the slow database: with it mended they are still missing",
            match: ["(database|catalogue-db).*(fix|solve|mend)\\w*.*(ship|queue)"],
        },
    ],
    prompts: [
        {
            ask: "Product pages are slow, and customers report paid orders that never arrive. What is the cause?",
            expected: [
                "two independent root causes",
                "the missing shipments are not the database's fault",
                "policy → consumer → drain, then the database's resources; either order",
            ],
            source: "incidents.md, combination 5A+8",
        },
    ],
    checklist: {
        source: "this project's own: the items of 5a and 8 together (20 points, pass 14)",
        passMark: 14,
        items: [...answer5a.checklist.items, ...answer8.checklist.items],
    },
    extraCredit: ["says that the two are independent, and why", ...answer8.extraCredit],
    notes: ["The documents never ran it; its expected signals are derived.", ...answer8.notes],
};
