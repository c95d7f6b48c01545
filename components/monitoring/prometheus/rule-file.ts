import { z } from "zod";

/** A time as Prometheus writes it, e.g. `30s` or `2m`. */
export const PromDuration = z.string().regex(/^(\d+(ms|s|m|h|d|w|y))+$/, "such as 30s or 2m");

const LabelName = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, "a label's name");

/** An alert: CamelCase name, an expression that has results while something is wrong, how long it must. */
export const AlertingRule = z.strictObject({
    alert: z.string().regex(/^[A-Z][A-Za-z0-9]*$/, "CamelCase"),
    expr: z.string().min(1),
    for: PromDuration.optional(),
    keep_firing_for: PromDuration.optional(),
    labels: z
        .record(LabelName, z.string())
        .refine((labels) => "severity" in labels, "every alert has a label severity"),
    annotations: z.record(LabelName, z.string()),
});
export type AlertingRule = z.infer<typeof AlertingRule>;

/** A series that is worked out beforehand, named `level:metric:operations`. */
export const RecordingRule = z.strictObject({
    record: z.string().regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/, "a metric's name"),
    expr: z.string().min(1),
    labels: z.record(LabelName, z.string()).optional(),
});
export type RecordingRule = z.infer<typeof RecordingRule>;

/** One file of rules as Prometheus reads it. Rules of a group are worked out one after the other. */
export const RuleFile = z.strictObject({
    groups: z.array(
        z.strictObject({
            name: z.string().min(1),
            interval: PromDuration.optional(),
            rules: z.array(z.union([AlertingRule, RecordingRule])).min(1),
        }),
    ),
});
export type RuleFile = z.infer<typeof RuleFile>;

/** Files of rules by name, without an ending. */
export type RuleFiles = Readonly<Record<string, RuleFile>>;
