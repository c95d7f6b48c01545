import type { Told } from "./schema.ts";

/** What makes symptoms go and mends nothing, whatever the incident. */
export const REPAIR_TRICKS: readonly Told[] = [
    {
        id: "scale-to-zero",
        says: "a part that isn't there shows no symptom, and does no work",
        match: ["scal\\w+.*\\b(0|zero)\\b|replicas?\\W+(0|zero)\\b"],
    },
    {
        id: "restart-loop",
        says: "who starts anew finds what was there before",
        match: ["\\brestart|\\breboot|bounce|(delete|kill) (all |the )?pods?"],
    },
    {
        id: "load-removed",
        says: "customers who are turned away are no repair",
        match: [
            "(stop|delete|remove|kill|block|turn off)\\w* .*(load|traffic|users|customers|visitors)",
        ],
    },
];
