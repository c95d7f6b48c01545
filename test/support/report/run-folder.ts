import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
    MANIFEST_FILE,
    OUTCOME_FILE,
    plainFile,
    SERIES_FILE,
} from "../../../incidents/evidence/schema/files.ts";
import type { EvidenceRun } from "../../../incidents/evidence/schema/run.ts";
import { STREAM_NAMES } from "../../../incidents/evidence/schema/streams.ts";

/** Puts a run into a folder of its name, as its recorder does while it runs. @returns the folder */
export function writeRunFolder(out: string, run: EvidenceRun): string {
    const folder = join(out, run.manifest.run);
    mkdirSync(folder, { recursive: true });
    const write = (file: string, value: unknown): void =>
        writeFileSync(join(folder, file), JSON.stringify(value));
    write(MANIFEST_FILE, run.manifest);
    write(SERIES_FILE, run.series);
    if (run.outcome !== undefined) write(OUTCOME_FILE, run.outcome);
    for (const name of STREAM_NAMES) {
        const lines = run.records[name].map((one) => `${JSON.stringify(one)}\n`);
        if (lines.length > 0) writeFileSync(join(folder, plainFile(name)), lines.join(""));
    }
    return folder;
}
