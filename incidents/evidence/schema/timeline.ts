import { z } from "zod";
import { Phase } from "./phase.ts";
import { Utc } from "./time.ts";

/** A turning point of a run. */
export const MARKS = [
    /** The engine's `up` has ended. */
    "applied",
    /** The load was first seen. */
    "load-seen",
    /** The musts held for the first time. */
    "signature-seen",
    /** They held again, on fresh figures. */
    "red",
    "load-ended",
    /** The shop has healed without a recovery. */
    "healed",
    /** The engine's `destroy` has ended. */
    "reverted",
    "green",
    /** The shop is by content what it was. */
    "equal",
] as const;
export const Mark = z.enum(MARKS);
export type Mark = z.infer<typeof Mark>;

/** One line of `timeline.jsonl`, in the order of writing. */
export const TimelineRecord = z.discriminatedUnion("kind", [
    /** A phase began; the one before it ended. */
    z.strictObject({ at: Utc, kind: z.literal("phase"), phase: Phase }),
    z.strictObject({ at: Utc, kind: z.literal("mark"), name: Mark, text: z.string() }),
    /** A point of the proof was decided. */
    z.strictObject({
        at: Utc,
        kind: z.literal("point"),
        name: z.string(),
        holds: z.boolean(),
        seen: z.string(),
        /** Seconds since the point before. */
        seconds: z.number(),
    }),
    /** Something could not be collected, or was left out; the manifest has it as well. */
    z.strictObject({ at: Utc, kind: z.literal("gap"), source: z.string(), reason: z.string() }),
    /** The last line of a run that came to its end. */
    z.strictObject({
        at: Utc,
        kind: z.literal("end"),
        status: z.enum(["valid", "invalid", "interrupted"]),
    }),
]);
export type TimelineRecord = z.infer<typeof TimelineRecord>;
