import { z } from "zod";

const Text = z.string().trim().min(1);
const Id = z.string().regex(/^[a-z0-9-]+$/, "the name of an incident, such as incident-8");

/** A hold time; none is said as 0s. */
const Hold = z
    .string()
    .regex(/^(0|[1-9]\d{0,2})[sm]$/, "a duration with its unit, such as 20s or 5m");

const Compare = z.enum([">", ">=", "<", "<="]);

/** Where a signal belongs: a group of alert rules, and a part of the incident dashboard. */
export const GROUPS = [
    "front-end",
    "catalogue",
    "orders",
    "queue",
    "pods",
    "autoscaling",
    "platform",
] as const;

/**
 * One thing that an on-call person wants to be told: what is measured, from which figure on, and in which
 * incidents. Alert rules, monitors, panels and what a proof expects are all made from it.
 */
export const Signal = z
    .strictObject({
        /** Name of the alert, in CamelCase. */
        name: z.string().regex(/^SockShop([A-Z][a-z]+)+$/, "CamelCase, beginning with SockShop"),
        group: z.enum(GROUPS),
        /** What is so when it fires; one sentence. */
        meaning: Text,
        /** Who suffers how. */
        impact: Text,
        /** Where to look first. */
        look: Text,
        severity: z.enum(["critical", "warning", "info"]),
        promql: z.strictObject({
            /** What is measured, in `unit`. */
            value: Text,
            /** Condition without labels that must hold as well. Default none. */
            only: Text.optional(),
        }),
        compare: Compare,
        threshold: z.number(),
        /** Shares go from 0 to 1. */
        unit: z.enum(["share", "seconds", "count"]),
        /** The most that the measure can be, where that isn't plain from the unit. */
        most: z.number().optional(),
        /** How long it must be so before somebody is called. */
        holdFor: Hold,
        datadog: z.strictObject({
            type: z.enum(["query alert", "log alert", "event-v2 alert"]),
            /** The query up to its comparison. */
            measure: Text,
            /** Where Datadog counts otherwise. Default those of the signal. */
            compare: Compare.optional(),
            threshold: z.number().optional(),
        }),
        /** Where threshold and meaning come from. */
        source: Text,
        /** How it differs from the documented monitor, and why. Default not at all. */
        mended: Text.optional(),
        /** Incidents that it must fire in. */
        firesIn: z.array(Id),
        /** Incidents that it may fire in as well, or while they land or are undone. */
        mayFireIn: z.array(Id),
        /** Why no incident of the lab must fire it. */
        guard: Text.optional(),
    })
    .refine(({ firesIn, guard }) => firesIn.length > 0 !== (guard !== undefined), {
        message: "either an incident that it must fire in, or the reason (guard) why there is none",
        path: ["firesIn"],
    })
    .refine(({ firesIn, mayFireIn }) => !mayFireIn.some((id) => firesIn.includes(id)), {
        message: "an incident is either one that it must fire in or one that it may fire in",
        path: ["mayFireIn"],
    });
export type Signal = z.infer<typeof Signal>;

/** Keeps the type of a list of signals. */
export function signals(...all: readonly Signal[]): readonly Signal[] {
    return all;
}
