import { existsSync } from "node:fs";
import { join } from "node:path";
import { readManifest, statusOf } from "../evidence/read/manifest.ts";
import { readRun } from "../evidence/read/read-run.ts";
import { runNames } from "../evidence/read/runs.ts";
import { writeWhole } from "../evidence/write/whole-file.ts";
import { modelOf } from "./model/model-of.ts";
import { renderComparison } from "./page/comparison.ts";
import { type ListedRun, renderRunList, type UnreadableRun } from "./page/run-list.ts";
import { renderRun } from "./page/run-report.ts";

export const REPORT_FILE = "report.html";
export const INDEX_FILE = "index.html";

/** Writes the report of a run into its folder. @returns the file */
export async function writeReport(folder: string): Promise<string> {
    const file = join(folder, REPORT_FILE);
    writeWhole(file, await renderRun(modelOf(await readRun(folder))));
    return file;
}

/** Writes the list of all runs. @returns the file */
export async function writeIndex(out: string): Promise<string> {
    const runs: ListedRun[] = [];
    const unreadable: UnreadableRun[] = [];
    for (const run of runNames(out)) {
        try {
            runs.push(listed(out, run));
        } catch (error) {
            unreadable.push({ run, reason: (error as Error).message });
        }
    }
    const file = join(out, INDEX_FILE);
    writeWhole(file, await renderRunList(runs, unreadable));
    return file;
}

/** Writes two runs side by side. @returns the file */
export async function writeComparison(out: string, a: string, b: string): Promise<string> {
    const [first, second] = [modelOf(await readRun(a)), modelOf(await readRun(b))];
    const file = join(out, `compare-${first.run}-${second.run}.html`);
    writeWhole(file, await renderComparison(first, second));
    return file;
}

function listed(out: string, run: string): ListedRun {
    const manifest = readManifest(join(out, run));
    const { incident, title, pace, startedAt, endedAt } = manifest;
    return {
        ...{ run, incident, title, pace },
        status: statusOf(manifest),
        fromMs: Date.parse(startedAt),
        toMs: endedAt === undefined ? undefined : Date.parse(endedAt),
        hasReport: existsSync(join(out, run, REPORT_FILE)),
    };
}
