import { z } from "zod";
import { Figure, Utc } from "./time.ts";

const Figures = z.looseObject({
    requests: z.number(),
    failures: z.number(),
    requestsPerSecond: z.number(),
    meanMs: Figure,
    p50Ms: Figure,
    p95Ms: Figure,
    maxMs: Figure,
});

/** A line of Locust's master: figures of the seconds since the line before. */
export const LoadTickRecord = z.looseObject({
    t: Utc,
    users: z.number(),
    rps: z.number(),
    failuresPerSecond: z.number(),
    meanMs: Figure,
    p50Ms: Figure,
    p95Ms: Figure,
});

/** Its last line, of a load that came to its own end. */
export const LoadReportRecord = z.strictObject({
    report: z.looseObject({
        total: Figures,
        /** By what was asked, e.g. `GET /catalogue`. */
        endpoints: z.record(z.string(), Figures),
        /** What went wrong, and how often. */
        errors: z.record(z.string(), z.number()),
        orders: z.number().optional(),
    }),
});

/** One line of `load.jsonl`. */
export const LoadRecord = z.union([LoadTickRecord, LoadReportRecord]);
export type LoadRecord = z.infer<typeof LoadRecord>;
