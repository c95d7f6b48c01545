import type { EvidenceRun } from "../../evidence/schema/run.ts";
import { plain } from "../text.ts";
import type { Gap } from "./run-model.ts";

/** All that this evidence lacks, whatever the reason. */
export function gapsOf({ manifest, torn }: EvidenceRun, toMs: number): Gap[] {
    const missed = manifest.gaps.map(({ source, reason, from, to, times }) => ({
        what: source,
        fromMs: Date.parse(from),
        toMs: Date.parse(to),
        why: `${plain(reason)}${times > 1 ? ` (${times} times)` : ""}`,
    }));
    const leftOut = manifest.budget.truncated.map(({ stream, records, since }) => ({
        what: stream,
        fromMs: Date.parse(since),
        toMs,
        why: `${records} records left out, evenly over time, for the size of the run`,
    }));
    const broken = torn.map(({ file, readable, reason }) => ({
        what: file,
        fromMs: toMs,
        toMs,
        why: `can be read up to record ${readable}: ${plain(reason)}`,
    }));
    return [...missed, ...leftOut, ...broken].sort((a, b) => a.fromMs - b.fromMs);
}
