import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { EvidenceRun } from "../schema/run.ts";
import { STREAM_NAMES } from "../schema/streams.ts";

/** What of a run is not as its schema and its manifest say, one line each; nothing for a run that validates. */
export function problemsOf(run: EvidenceRun): string[] {
    const { folder, manifest, outcome, records } = run;
    const torn = run.torn.map(({ file, readable, reason }) => {
        return `${file}: ${reason} (${readable} records can be read)`;
    });
    const hasEnded = manifest.status !== "running";
    if (!hasEnded) return torn;
    const files = STREAM_NAMES.flatMap((name) => {
        const said = manifest.streams?.[name];
        const found = records[name].length;
        if (said === undefined) {
            return found > 0 ? [`${name}: ${found} records, of which the manifest has none`] : [];
        }
        const path = join(folder, said.file);
        if (!existsSync(path)) return [`${said.file}: not there`];
        const sha256 = createHash("sha256").update(readFileSync(path)).digest("hex");
        return [
            ...(sha256 === said.sha256 ? [] : [`${said.file}: not as it was written (SHA-256)`]),
            ...(found === said.records
                ? []
                : [`${said.file}: ${found} records, and ${said.records} were written`]),
        ];
    });
    const verdict = outcome === undefined ? undefined : outcome.valid ? "valid" : "invalid";
    const isAgreed = manifest.status === "interrupted" || verdict === manifest.status;
    return [
        ...torn,
        ...files,
        ...(isAgreed
            ? []
            : [`manifest.json: ${manifest.status}, and the outcome is ${verdict ?? "not there"}`]),
    ];
}
