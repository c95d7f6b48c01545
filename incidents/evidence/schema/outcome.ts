import { z } from "zod";
import { Utc } from "./time.ts";

/** A criterion with what it was decided on: a row of the must and must-not table, as the prover judged. */
export const CriterionRecord = z.strictObject({
    group: z.enum(["must", "must not", "healed", "recovered"]),
    name: z.string(),
    expected: z.string(),
    value: z.string(),
    source: z.string(),
    /** True for a must that was met and a must-not that was never seen. */
    asExpected: z.boolean(),
    /** In how many looks it held, and of how many. */
    looks: z.strictObject({ held: z.number(), of: z.number() }).optional(),
    spread: z
        .strictObject({
            unit: z.string(),
            min: z.number(),
            median: z.number(),
            max: z.number(),
        })
        .optional(),
});
export type CriterionRecord = z.infer<typeof CriterionRecord>;

const Seconds = z.number().optional();

/** `proof.json`: the outcome; a run that was interrupted by force has none, and its criteria so far in `criteria.jsonl`. */
export const Outcome = z.strictObject({
    version: z.literal(2),
    incident: z.string(),
    stack: z.string(),
    pace: z.enum(["documented", "short"]),
    startedAt: Utc,
    endedAt: Utc,
    valid: z.boolean(),
    invalidBecause: z.array(z.string()),
    points: z.array(
        z.strictObject({
            name: z.string(),
            holds: z.boolean(),
            seen: z.string(),
            at: Utc,
            seconds: z.number(),
        }),
    ),
    applyToRedSeconds: Seconds,
    applyToAlertSeconds: Seconds,
    loadEndToHealedSeconds: Seconds,
    destroyToGreenSeconds: Seconds,
    content: z.strictObject({ before: z.string(), after: z.string().optional() }),
    differences: z.array(
        z.strictObject({
            object: z.string(),
            field: z.string(),
            expected: z.string(),
            found: z.string(),
        }),
    ),
    criteria: z.array(CriterionRecord),
    alerts: z.array(
        z.strictObject({
            name: z.string(),
            severity: z.string(),
            declared: z.enum(["must", "may", "no"]),
            startsAt: z.string(),
            secondsAfterApply: z.number(),
        }),
    ),
});
export type Outcome = z.infer<typeof Outcome>;
