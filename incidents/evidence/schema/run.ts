import type { z } from "zod";
import type { Manifest, RunStatus } from "./manifest.ts";
import type { SeriesDefinition } from "./metric.ts";
import type { Outcome } from "./outcome.ts";
import type { STREAMS, StreamName } from "./streams.ts";

/** The records of a run, by stream; a stream that was never written is empty. */
export type RunRecords = { [Name in StreamName]: z.infer<(typeof STREAMS)[Name]>[] };

/** A file of a run that can be read up to a point only. */
export interface TornFile {
    file: string;
    /** Records before that point. */
    readable: number;
    reason: string;
}

/** A run as it is read from its folder. */
export interface EvidenceRun {
    folder: string;
    manifest: Manifest;
    /** As `manifest.status`; `interrupted` where its writer is gone. */
    status: RunStatus;
    /** Kinds of series, with title, unit and threshold; empty where the run ended before they were written. */
    series: SeriesDefinition[];
    records: RunRecords;
    /** Undefined for a run that did not come to its end. */
    outcome: Outcome | undefined;
    torn: TornFile[];
}
