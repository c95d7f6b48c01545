import type { PageSample } from "../witness/samples.ts";
import type { Reading } from "../incident.ts";
import type { ReadingRecord } from "./schema/observation.ts";
import type { CriterionRecord, Outcome } from "./schema/outcome.ts";
import type { Phase } from "./schema/phase.ts";
import type { Mark } from "./schema/timeline.ts";
import type { Snapshot } from "./snapshot.ts";

/** What a proof tells of itself, so that it is kept. Nothing of it fails: a proof doesn't hang on its evidence. */
export interface Evidence {
    phase(phase: Phase): void;
    mark(name: Mark, text: string): void;
    point(point: Outcome["points"][number]): void;
    criteria(decided: readonly CriterionRecord[]): void;
    reading(at: Date, phase: ReadingRecord["phase"], reading: Reading): void;
    /** A page that the witness asked for at that moment, in milliseconds since the epoch. */
    page(page: PageSample, askedMs: number): void;
    before(snapshot: Snapshot): void;
    after(snapshot: Snapshot): void;
    /** Takes what goes with the recovery, within some seconds. */
    keep(): Promise<void>;
}
