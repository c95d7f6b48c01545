import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { compareRuns } from "../../incidents/evidence/compare-runs.ts";
import { problemsOf } from "../../incidents/evidence/read/check-run.ts";
import { readManifest, statusOf } from "../../incidents/evidence/read/manifest.ts";
import { readRun } from "../../incidents/evidence/read/read-run.ts";
import { findRun, runNames } from "../../incidents/evidence/read/runs.ts";
import { exportRun } from "./evidence/export-run.ts";
import { compareTable } from "./evidence/compare-table.ts";
import { type ListedRun, listTable, runText } from "./evidence/tables.ts";

/** How a command about evidence was asked for. */
export interface EvidenceOptions {
    /** Folder of the runs. */
    out: string;
    /** As JSON on stdout instead of tables. */
    json?: boolean;
}

/** Lists the runs, newest first. */
export function listRuns({ out, json }: EvidenceOptions): number {
    const runs = runNames(out)
        .toReversed()
        .map((run) => listed(out, run));
    if (json) printJson(runs);
    else if (runs.length === 0) print(`no run in ${out} yet: npm run prove -- incident-8`);
    else print(listTable(runs));
    return 0;
}

/** Shows a run. @returns 1 with `check` for one that doesn't validate */
export async function showRun(
    run: string,
    { out, json, check }: EvidenceOptions & { check?: boolean },
): Promise<number> {
    const found = await readRun(findRun(out, run));
    const problems = problemsOf(found);
    if (check) {
        const { run: name, version } = found.manifest;
        const { status } = found;
        if (json)
            printJson({ run: name, status, version, validates: problems.length === 0, problems });
        else if (problems.length === 0)
            print(`${name}: validates against version ${version}, ${status}`);
        else print([`${name}: does not validate`, ...problems.map((one) => `- ${one}`)].join("\n"));
        return problems.length === 0 ? 0 : 1;
    }
    if (json) printJson({ ...found, problems });
    else print(runText(found));
    return 0;
}

/** Puts a run into one file. */
export async function packRun(
    run: string,
    { out, to }: EvidenceOptions & { to?: string },
): Promise<number> {
    const folder = findRun(out, run);
    // One of a newer lab can be handed on as well as any; what isn't a run at all can't.
    print(await exportRun(folder, to));
    return 0;
}

/** Two runs side by side. */
export async function compareTwo(
    a: string,
    b: string,
    { out, json }: EvidenceOptions,
): Promise<number> {
    const [one, other] = [await readRun(findRun(out, a)), await readRun(findRun(out, b))];
    const rows = compareRuns(one, other);
    if (json) printJson({ a: one.manifest.run, b: other.manifest.run, rows });
    else print(compareTable([one.manifest.run, other.manifest.run], rows));
    return 0;
}

function listed(out: string, run: string): ListedRun {
    const folder = join(out, run);
    const files = readdirSync(folder).map((file) => statSync(join(folder, file)).size);
    const bytes = files.reduce((sum, one) => sum + one, 0);
    try {
        const manifest = readManifest(folder);
        const { incident, startedAt, endedAt, pace } = manifest;
        const ms = endedAt === undefined ? undefined : Date.parse(endedAt) - Date.parse(startedAt);
        const seconds = ms === undefined ? undefined : ms / 1000;
        return { run, incident, status: statusOf(manifest), startedAt, seconds, pace, bytes };
    } catch (error) {
        const [problem = ""] = (error as Error).message.split("\n");
        const unknown = { incident: "", status: "unreadable", startedAt: "", seconds: undefined };
        return { run, ...unknown, pace: "", bytes, problem };
    }
}

function printJson(value: unknown): void {
    print(JSON.stringify(value, undefined, 4));
}

function print(text: string): void {
    process.stdout.write(`${text}\n`);
}
