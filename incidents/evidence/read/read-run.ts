import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { OUTCOME_FILE, SERIES_FILE } from "../schema/files.ts";
import { SeriesDefinition } from "../schema/metric.ts";
import { Outcome } from "../schema/outcome.ts";
import type { EvidenceRun, RecordOf, RunRecords, TornFile } from "../schema/run.ts";
import { STREAM_NAMES, STREAMS, type StreamName } from "../schema/streams.ts";
import { streamLines } from "./lines.ts";
import { problemOf, readManifest, statusOf } from "./manifest.ts";

/**
 * Reads a run. What can't be read of it is named in `torn`, and the rest is there: a run is mostly looked at because
 * something went wrong.
 * @throws LabError where there is no run, or one of a newer lab
 */
export async function readRun(folder: string): Promise<EvidenceRun> {
    const manifest = readManifest(folder);
    const torn: TornFile[] = [];
    const records: Partial<Record<StreamName, unknown[]>> = {};
    for (const name of STREAM_NAMES) records[name] = await recordsOf(folder, name, torn);
    return {
        folder,
        manifest,
        status: statusOf(manifest),
        series: document(folder, SERIES_FILE, z.array(SeriesDefinition), torn) ?? [],
        records: records as RunRecords,
        outcome: document(folder, OUTCOME_FILE, Outcome, torn),
        torn,
    };
}

async function recordsOf<Name extends StreamName>(
    folder: string,
    name: Name,
    torn: TornFile[],
): Promise<RecordOf<Name>[]> {
    const found = await streamLines(folder, name);
    if (found === undefined) return [];
    const schema: z.ZodType = STREAMS[name];
    const records: RecordOf<Name>[] = [];
    let reason: string | undefined;
    for (const [index, line] of found.lines.entries()) {
        const { record, problem } = recordIn(line, schema);
        if (problem === undefined) records.push(record as RecordOf<Name>);
        else reason ??= `line ${index + 1}: ${problem}`;
    }
    reason ??= found.torn;
    if (reason !== undefined) torn.push({ file: found.file, readable: records.length, reason });
    return records;
}

function recordIn(line: string, schema: z.ZodType): { record?: unknown; problem?: string } {
    try {
        const { success, data, error } = schema.safeParse(JSON.parse(line));
        return success ? { record: data } : { problem: problemOf(error) };
    } catch (error) {
        return { problem: (error as Error).message };
    }
}

function document<T>(
    folder: string,
    file: string,
    schema: z.ZodType<T>,
    torn: TornFile[],
): T | undefined {
    const path = join(folder, file);
    if (!existsSync(path)) return undefined;
    const { record, problem } = recordIn(readFileSync(path, "utf8"), schema);
    if (problem !== undefined) torn.push({ file, readable: 0, reason: problem });
    return record as T | undefined;
}
