import type { Reading } from "../../incident.ts";
import type { ReadingRecord } from "../schema/observation.ts";

/** A reading as one line of a time series: of a list that grows only its length and its newest entry. */
export function readingLine(
    at: Date,
    phase: ReadingRecord["phase"],
    reading: Reading,
): ReadingRecord {
    return { at: at.toISOString(), phase, ...(shortened(reading) as Reading) };
}

function shortened(value: unknown): unknown {
    if (Array.isArray(value)) return { count: value.length, newest: shortened(value.at(-1)) };
    if (typeof value === "number") return Math.round(value * 1000) / 1000;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shortened(one)]));
}
