import { z } from "zod";
import { Figure } from "./time.ts";

/** What a chart shows; charts of a run are grouped by it. */
export const SERIES_GROUPS = [
    "latency",
    "errors",
    "traffic",
    "cpu",
    "throttling",
    "memory",
    "restarts",
    "replicas",
    "queue",
    "database",
    "load",
    "alerts",
    "signals",
] as const;

/** One kind of series, as `series.json` lists them; written at the beginning of a run. */
export const SeriesDefinition = z.strictObject({
    /** Such as `latency-p95`, or the name of a signal. */
    id: z.string(),
    group: z.enum(SERIES_GROUPS),
    /** For people: what is measured. */
    title: z.string(),
    /** Shares go from 0 to 1. */
    unit: z.enum(["seconds", "share", "per second", "cores", "bytes", "count"]),
    promql: z.string(),
    /** Of a signal: from which figure on its alert fires. */
    threshold: z
        .strictObject({ compare: z.enum([">", ">=", "<", "<="]), value: z.number() })
        .optional(),
});
export type SeriesDefinition = z.infer<typeof SeriesDefinition>;

/**
 * One line of `metrics.jsonl`: a piece of one series. Later lines of the same series and labels go on where it ends.
 */
export const MetricRecord = z.strictObject({
    /** Id in `series.json`. */
    series: z.string(),
    /** What tells it from others of its kind, such as `{"service": "orders"}`. */
    labels: z.record(z.string(), z.string()),
    /** Unix seconds and value, oldest first. */
    samples: z.array(z.tuple([z.number(), Figure])),
});
export type MetricRecord = z.infer<typeof MetricRecord>;
