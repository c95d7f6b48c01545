import { z } from "zod";
import { Target } from "../faults/target.ts";
import { MECHANISM_IDS } from "./mechanisms.ts";

const Text = z.string().min(1);
const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const Pattern = z.string().refine(isExpression, "a regular expression");

/** Something a person may write, and how it is told: each expression is found in it, whatever the case. */
const Told = z.strictObject({ id: Id, says: Text, match: z.array(Pattern).min(1) });
export type Told = z.infer<typeof Told>;

/** One root cause. An incident with independent ones has several. */
const Cause = z.strictObject({
    id: Id,
    /** What is at fault, by the name that the cluster has for it. */
    entity: Text,
    /** Other names under which people mean the same. */
    synonyms: z.array(Text),
    mechanism: z.enum(MECHANISM_IDS),
    /** Both in a sentence. */
    says: Text,
    /** Each of these mends it. */
    repairs: z.array(Told).min(1),
});
export type Cause = z.infer<typeof Cause>;

/**
 * A field that the incident's stack changes. `cause`: an honest repair leaves it otherwise; `means`: it is
 * how it was done, and a repair may leave it; `condition`: without it the load would break another part first.
 */
const Change = z.strictObject({
    object: Text,
    field: Text,
    /** Undefined where nothing was set. */
    from: Text.optional(),
    to: Text,
    role: z.enum(["cause", "means", "condition"]),
});
export type Change = z.infer<typeof Change>;

/** Something that can be seen and supports the diagnosis. A citation counts for one of them. */
const Evidence = Told.extend({
    seenIn: z.enum(["kubernetes", "logs", "metrics", "broker", "shop"]),
});
export type Evidence = z.infer<typeof Evidence>;

/** What an item of a check-list asks for; the value is the id of a cause, or of a piece of evidence. */
const Asked = z.union([
    z.strictObject({ entity: Id }),
    z.strictObject({ mechanism: Id }),
    z.strictObject({ repair: Id }),
    z.strictObject({ evidence: Id }),
    /** That no cause is named. */
    z.strictObject({ nothingBroken: z.literal(true) }),
]);
export type Asked = z.infer<typeof Asked>;

const ChecklistItem = z.strictObject({ says: Text, points: z.int().min(1), asks: Asked });
export type ChecklistItem = z.infer<typeof ChecklistItem>;

/** What a diagnosis is worth. */
const Checklist = z.strictObject({
    /** Whose points and pass mark these are. */
    source: Text,
    /** Points from which a diagnosis passes. */
    passMark: z.int().min(1),
    items: z.array(ChecklistItem).min(1),
});
export type Checklist = z.infer<typeof Checklist>;

/** A question of the incident's documents, with what an answer has to find. */
const Prompt = z.strictObject({ ask: Text, expected: z.array(Text).min(1), source: Text });

/** Everything there is to know about an incident, for who judges an investigation. */
export const AnswerKey = z
    .strictObject({
        version: z.literal(1),
        incident: Id,
        /** What happens, in two or three sentences. */
        summary: Text,
        /** None where nothing is broken. */
        causes: z.array(Cause),
        /** Every field that the stack changes, in its order. */
        changes: z.array(Change),
        /** Parts that show symptoms, and why they aren't the cause. */
        contributing: z.array(z.strictObject({ component: Target, role: Text })),
        /** Parts that work as they should. */
        unaffected: z.array(Target),
        evidence: z.array(Evidence).min(1),
        /** What looks like a repair of this incident and is none; the tricks of any incident aren't repeated here. */
        refused: z.array(Told),
        /** The first is what a drill hands out. */
        prompts: z.array(Prompt).min(1),
        checklist: Checklist,
        /** What more a good report says; for people to judge. */
        extraCredit: z.array(Text),
        /** Where the documents say otherwise than what is seen here. */
        notes: z.array(Text),
    })
    .superRefine((key, context) => {
        for (const message of inconsistencies(key)) context.addIssue({ code: "custom", message });
    });
export type AnswerKey = z.infer<typeof AnswerKey>;

type Draft = Pick<
    AnswerKey,
    "causes" | "changes" | "contributing" | "unaffected" | "evidence" | "refused" | "checklist"
>;

function inconsistencies(key: Draft): string[] {
    const causes = key.causes.map(({ id }) => id);
    const evidence = key.evidence.map(({ id }) => id);
    const asks = key.checklist.items.map((item) => item.asks);
    const total = key.checklist.items.reduce((sum, { points }) => sum + points, 0);
    const asked = (kind: "entity" | "mechanism" | "repair" | "evidence"): string[] =>
        asks.flatMap((one) => (kind in one ? String(one[kind as keyof Asked]) : []));
    const unknown = [
        ...(["entity", "mechanism", "repair"] as const).flatMap((kind) =>
            asked(kind).filter((id) => !causes.includes(id)),
        ),
        ...asked("evidence").filter((id) => !evidence.includes(id)),
    ];
    const unasked = causes.filter((id) =>
        (["entity", "mechanism", "repair"] as const).some((kind) => !asked(kind).includes(id)),
    );
    const twice = [causes, evidence, key.refused.map(({ id }) => id)].flatMap(repeated);
    const both = key.contributing
        .map(({ component }) => component)
        .filter((one) => key.unaffected.includes(one));
    return [
        ...unknown.map((id) => `the check-list asks for ${id}, which the key hasn't`),
        ...unasked.map((id) => `the check-list doesn't ask for all of cause ${id}`),
        ...twice.map((id) => `${id} is there twice`),
        ...both.map((name) => `${name} is both contributing and unaffected`),
        ...(key.checklist.passMark > total ? ["the pass mark is above all points"] : []),
        ...(causes.length === 0 && !asks.some((one) => "nothingBroken" in one)
            ? ["no cause, and no item asks for that"]
            : []),
    ];
}

function repeated(ids: readonly string[]): string[] {
    return ids.filter((id, index) => ids.indexOf(id) !== index);
}

function isExpression(text: string): boolean {
    try {
        return new RegExp(text, "i") instanceof RegExp;
    } catch {
        return false;
    }
}
