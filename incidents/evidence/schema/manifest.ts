import { z } from "zod";
import { Phase } from "./phase.ts";
import { STREAM_NAMES } from "./streams.ts";
import { Utc } from "./time.ts";

/** Version of everything in this folder; any change of a schema that an older reader would stumble over is a new one. */
export const EVIDENCE_VERSION = 1;
export const EVIDENCE_FORMAT = "sock-shop-lab/evidence";

/** How a run stands. Who reads takes a `running` one whose writer is gone for `interrupted`. */
export const RunStatus = z.enum(["running", "valid", "invalid", "interrupted"]);
export type RunStatus = z.infer<typeof RunStatus>;

/** What could not be collected. */
export const Gap = z.strictObject({
    /** Who would have had it, such as `logs`, `metrics`, `objects during`. */
    source: z.string(),
    reason: z.string(),
    /** From when to when it failed; once where they are equal. */
    from: Utc,
    to: Utc,
    /** How often it was asked for in vain. */
    times: z.number().int(),
});
export type Gap = z.infer<typeof Gap>;

/** What was left out of a stream for the size of the run. */
export const Truncation = z.strictObject({
    stream: z.enum(STREAM_NAMES),
    /** Records left out, evenly over time. */
    records: z.number().int(),
    bytes: z.number().int(),
    /** When the first one was. */
    since: Utc,
});
export type Truncation = z.infer<typeof Truncation>;

/** One stream of an ended run, as it lies in the folder. */
export const StreamFile = z.strictObject({
    file: z.string(),
    records: z.number().int(),
    /** Of the text. */
    bytes: z.number().int(),
    /** Of the file. */
    storedBytes: z.number().int(),
    /** Of the file. */
    sha256: z.string(),
});
export type StreamFile = z.infer<typeof StreamFile>;

/** `manifest.json`: written first, and anew with each phase; each time as a whole or not at all. */
export const Manifest = z.strictObject({
    format: z.literal(EVIDENCE_FORMAT),
    version: z.literal(EVIDENCE_VERSION),
    /** Name of the folder. */
    run: z.string(),
    incident: z.string(),
    title: z.string(),
    stack: z.string(),
    pace: z.enum(["documented", "short"]),
    /** Whether what makes it an incident was left out, so that the proof has to find out. */
    withoutFault: z.boolean(),
    status: RunStatus,
    startedAt: Utc,
    /** Of an ended run. */
    endedAt: Utc.optional(),
    /** The one it is in, or was when it ended. */
    phase: Phase,
    /** Those it came to, in their order; the last one may be without an end. */
    phases: z.array(z.strictObject({ name: Phase, from: Utc, to: Utc.optional() })),
    /** Who writes, so that a reader can see whether he still does. */
    writer: z.strictObject({
        pid: z.number().int(),
        /** When that process began, in the kernel's own count; "" where it has none. */
        began: z.string(),
        /** A hash: of the machine, as long as it is up. */
        machine: z.string(),
    }),
    gaps: z.array(Gap),
    budget: z.strictObject({
        limitBytes: z.number().int(),
        usedBytes: z.number().int(),
        truncated: z.array(Truncation),
    }),
    /** Of an ended run, those that have records. */
    streams: z.partialRecord(z.enum(STREAM_NAMES), StreamFile).optional(),
});
export type Manifest = z.infer<typeof Manifest>;
