import type { z } from "zod";
import type { Manifest, RunStatus } from "./manifest.ts";
import type { SeriesDefinition } from "./metric.ts";
import type { Outcome } from "./outcome.ts";
import type { STREAMS, StreamName } from "./streams.ts";

/** One record of a stream. */
export type RecordOf<Name extends StreamName> = z.infer<(typeof STREAMS)[Name]>;

/** The records of a run, by stream; a stream that was never written is empty. */
export type RunRecords = { [Name in StreamName]: RecordOf<Name>[] };

/** A file of a run of which not all can be read. */
export interface TornFile {
    file: string;
    /** Records that can be. */
    readable: number;
    /** What is wrong with the first that can't. */
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
