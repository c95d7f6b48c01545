import { z } from "zod";
import { Phase } from "./phase.ts";
import { Figure, Utc } from "./time.ts";

/** One line of `http.jsonl`: a page that the witness asked for, through the port on the host. */
export const HttpRecord = z.strictObject({
    /** When it was asked for. */
    at: Utc,
    phase: Phase,
    /** How long the customer waited, in milliseconds; to the end, 15 s, for a page that never came. */
    ms: z.number(),
    /** HTTP status, 0 where no answer came. */
    status: z.number().int(),
    /** What went wrong, also where the status is 200. */
    error: z.string().optional(),
});
export type HttpRecord = z.infer<typeof HttpRecord>;

/** One line of `readings.jsonl`: what the proof was decided on, at one look; units are in the names. */
export const ReadingRecord = z.looseObject({
    at: Utc,
    phase: z.enum(["healthy", "applied", "healing", "reverted"]),
    catalogueP95Ms: Figure,
    baselineP95Ms: Figure,
    failedShare: Figure,
    throttledShare: z.record(z.string(), Figure),
    cpuPercentOfLimit: z.record(z.string(), Figure),
    restarts: z.record(z.string(), Figure),
});
export type ReadingRecord = z.infer<typeof ReadingRecord>;

/** One line of `logs.jsonl`: a line that a container of the shop wrote. */
export const LogRecord = z.strictObject({
    at: Utc,
    service: z.string(),
    pod: z.string(),
    message: z.string(),
    /** What a line of JSON has besides its message. */
    fields: z.record(z.string(), z.string()),
});
export type LogRecord = z.infer<typeof LogRecord>;

/** One line of `events.jsonl`; an event that is told again is written again, with its new count. */
export const EventRecord = z.strictObject({
    at: Utc,
    type: z.string(),
    reason: z.string(),
    /** `Kind/name`. */
    object: z.string(),
    message: z.string(),
    count: z.number().int(),
});
export type EventRecord = z.infer<typeof EventRecord>;

/** One line of `orders.jsonl`: what the witness as a customer was told, or what the shop says of an order of his. */
export const OrderRecord = z.discriminatedUnion("kind", [
    z.strictObject({
        at: Utc,
        kind: z.literal("answer"),
        asked: z.string(),
        status: z.number().int(),
        orderStatus: z.string().optional(),
        message: z.string(),
        ms: z.number(),
    }),
    /** Written when it is first seen, and whenever it has changed. */
    z.strictObject({
        at: Utc,
        kind: z.literal("stored"),
        id: z.string(),
        status: z.string(),
        hasShipment: z.boolean(),
    }),
]);
export type OrderRecord = z.infer<typeof OrderRecord>;

/** One line of `alerts.jsonl`; of an alert that ended there is a second line, which counts. */
export const AlertRecord = z.strictObject({
    name: z.string(),
    severity: z.string(),
    /** Whether the signals say that it has to fire in this incident, may fire, or neither. */
    declared: z.enum(["must", "may", "no"]),
    /** By Prometheus. */
    startsAt: Utc,
    /** Not there while it fires. */
    endsAt: Utc.optional(),
    /** From the end of the engine's `up`, in seconds; below 0 where it fired while the incident was being laid. */
    secondsAfterApply: z.number(),
    labels: z.record(z.string(), z.string()),
});
export type AlertRecord = z.infer<typeof AlertRecord>;
