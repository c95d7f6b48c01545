import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { findRun, runNames } from "../../incidents/evidence/read/runs.ts";

const OUT = "out";

export interface ReportOptions {
    /** Folder of the runs. */
    out: string;
    /** Whether the browser is to show it. */
    opens: boolean;
}

/**
 * Writes the report of a run, and the list of all.
 * @param asked the run's name, a part of it that no other has, or `latest`
 * @throws LabError for a run that isn't there
 */
export async function report(asked: string, { out, opens }: ReportOptions): Promise<number> {
    const folder = findRun(out, asked);
    const { writeIndex, writeReport } = await writers();
    const file = await writeReport(folder);
    await writeIndex(dirname(folder));
    return shown(file, opens);
}

/** Writes the list of all runs. */
export async function reportIndex({ out, opens }: ReportOptions): Promise<number> {
    const { writeIndex } = await writers();
    return shown(await writeIndex(out), opens);
}

/** Writes two runs side by side. @throws LabError for a run that isn't there */
export async function reportComparison(
    a: string,
    b: string,
    { out, opens }: ReportOptions,
): Promise<number> {
    const { writeComparison } = await writers();
    return shown(await writeComparison(out, findRun(out, a), findRun(out, b)), opens);
}

/** The report of a run that has just ended: that it can't be written is said, and changes no verdict. */
export async function keepReport(folder: string, say: (line: string) => void): Promise<void> {
    try {
        const { writeIndex, writeReport } = await writers();
        const file = await writeReport(folder);
        await writeIndex(dirname(folder));
        say(`report: ${file}`);
    } catch (error) {
        say(`report not written: ${(error as Error).message}`);
    }
}

/** Says where the newest run's report is, as the last line of a command. */
export async function sayReport(out = OUT): Promise<void> {
    const newest = runNames(out).at(-1);
    const file = newest === undefined ? undefined : resolve(out, newest, "report.html");
    const isThere = file !== undefined && existsSync(file);
    process.stdout.write(
        isThere ? `Report: ${file}\n` : "Report: none was written (npm run report -- latest)\n",
    );
}

/** Whether somebody is there to look at it. */
export function isWatched(): boolean {
    const { DISPLAY, WAYLAND_DISPLAY } = process.env;
    const hasDesk = process.platform === "darwin" || Boolean(DISPLAY ?? WAYLAND_DISPLAY);
    return process.stdout.isTTY && hasDesk;
}

/** What draws takes half a second to load, which no other command should wait for. */
async function writers(): Promise<typeof import("../../incidents/report/write-report.ts")> {
    return await import("../../incidents/report/write-report.ts");
}

function shown(file: string, opens: boolean): number {
    process.stdout.write(`${resolve(file)}\n`);
    if (opens) open(file);
    return 0;
}

function open(file: string): void {
    const program = process.platform === "darwin" ? "open" : "xdg-open";
    const child = spawn(program, [resolve(file)], { detached: true, stdio: "ignore" });
    child.once("error", (error) =>
        process.stderr.write(`not opened: ${program}: ${error.message}\n`),
    );
    child.unref();
}
