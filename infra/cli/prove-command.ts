import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LabError } from "../../components/kit/error.ts";
import { INCIDENTS } from "../../incidents/catalog.ts";
import type { Pace, Proof } from "../../incidents/proof/point.ts";
import { renderProof } from "../../incidents/proof/render.ts";
import { askedPace } from "../config/pace.ts";
import { interruptible } from "./interruption.ts";
import { mendBaseline } from "./mend.ts";
import { ensureCalibration } from "./prove-calibration.ts";
import { proveSeries, type Outcome } from "./prove-series.ts";
import { seriesTable } from "./prove-table.ts";
import { keepReport } from "./report.ts";
import { proveStack, requireBaseline, requireIncident } from "./prove.ts";
import { incidentConfig } from "./stack-config.ts";
import { uncaught } from "./without-fault.ts";

/** What `npm run prove` was asked for. */
export interface ProveRequest {
    incidents: readonly string[];
    /** The whole catalogue instead. */
    all?: boolean;
    /** Without these. */
    skip?: readonly string[];
    /** Default: as SOCK_SHOP_LAB_PACE or each stack file says, else documented. */
    pace?: Pace;
    /** How often each. */
    repeat: number;
    /** The proofs as JSON on stdout instead of tables. */
    json?: boolean;
    /** Looks besides for what tells an investigator which incident is up; what is found makes a proof invalid. */
    leaks?: boolean;
    /** The faults left out: each proof must find out. */
    withoutFault?: boolean;
}

const BASELINE = "baseline";
const OUT = "out";

/**
 * Proves incidents one after the other, and keeps a summary of more than one run.
 * @returns 0 only if every run came out as asked; 130 after a Ctrl-C
 * @throws LabError for an unknown incident or pace, a stack file that no preview would take, or no baseline
 */
export async function proveCommand(request: ProveRequest): Promise<number> {
    const incidents = chosen(request);
    const configs = new Map(incidents.map((id) => [id, incidentConfig(id)]));
    const pace = request.pace ?? askedPace();
    const baseline = await requireBaseline(BASELINE);
    await ensureCalibration(
        [...configs.values()],
        BASELINE,
        baseline.cluster,
        request.json ?? false,
        say,
    );
    const began = performance.now();
    const folder = join(OUT, `${new Date().toISOString().replace(/[:.]/g, "-")}-all`);
    const asked = request.withoutFault ? "found out" : "valid";
    const isSeries = incidents.length * request.repeat > 1;
    const summary = (outcomes: readonly Outcome[]): string => {
        const minutes = (performance.now() - began) / 60_000;
        const table = seriesTable(outcomes, minutes, asked);
        // After each run: what is known must not go with a machine that does.
        if (isSeries) keep(folder, request, outcomes, minutes, table);
        return table;
    };
    const { result: outcomes, code } = await interruptible(async (signal) => {
        const ended: Outcome[] = [];
        return await proveSeries(
            incidents,
            request.repeat,
            {
                prove: async (stack) => {
                    const run = await proveStack({
                        stack,
                        baselineStack: BASELINE,
                        baseline,
                        pace: pace ?? configs.get(stack)?.pace ?? "documented",
                        out: OUT,
                        withoutFault: request.withoutFault ?? false,
                        leaks: request.leaks ?? false,
                        signal,
                        say,
                    });
                    await keepReport(run.folder, say);
                    return run;
                },
                judge: request.withoutFault ? uncaught : (proof) => proof.invalidBecause,
                mend: (stack, proof) => mendBaseline(stack, BASELINE, proof, say),
                ended: (outcome) => {
                    ended.push(outcome);
                    summary(ended);
                    if (!request.json) show(outcome);
                },
                say,
            },
            signal,
        );
    }, say);
    if (request.json) print(JSON.stringify(proofsOf(outcomes), undefined, 4));
    else if (isSeries) print(`\n${summary(outcomes)}\n\nkept in ${folder}`);
    if (code !== undefined) return code;
    return outcomes.every((one) => one.ok) ? 0 : 1;
}

/** The incidents a request means, in the catalogue's order for all. @throws LabError */
export function chosen({ incidents, all, skip = [] }: ProveRequest): string[] {
    for (const id of [...incidents, ...skip]) requireIncident(id);
    const ids = (all ? INCIDENTS : incidents).filter((id) => !skip.includes(id));
    if (ids.length > 0 && !(all && incidents.length > 0)) return [...ids];
    throw new LabError({
        where: "prove",
        found: ids.length === 0 ? "no incident" : "both --all and incidents by name",
        allowed: `--all, or one or more of ${INCIDENTS.join(", ")}`,
        cure: "npm run prove -- --all --pace short",
    });
}

function keep(
    folder: string,
    request: ProveRequest,
    outcomes: readonly Outcome[],
    minutes: number,
    table: string,
): void {
    mkdirSync(folder, { recursive: true });
    const runs = outcomes.map(({ proof, ...rest }) => ({
        ...rest,
        valid: proof?.valid ?? false,
        pace: proof?.pace,
        applyToRedSeconds: proof?.applyToRedSeconds,
        applyToAlertSeconds: proof?.applyToAlertSeconds,
        loadEndToHealedSeconds: proof?.loadEndToHealedSeconds,
        destroyToGreenSeconds: proof?.destroyToGreenSeconds,
        criteria: proof?.criteria ?? [],
        alerts: proof?.alerts ?? [],
    }));
    const summary = {
        version: 1,
        withoutFault: request.withoutFault ?? false,
        minutes: Math.round(minutes * 10) / 10,
        runs,
    };
    writeFileSync(join(folder, "summary.json"), `${JSON.stringify(summary, undefined, 4)}\n`);
    writeFileSync(join(folder, "summary.md"), `${table}\n`);
}

function show({ proof, folder }: Outcome): void {
    if (proof !== undefined) print(`${renderProof(proof)}\n\nkept in ${folder ?? OUT}`);
}

function proofsOf(outcomes: readonly Outcome[]): Proof[] {
    return outcomes.flatMap(({ proof }) => proof ?? []);
}

function print(text: string): void {
    process.stdout.write(`${text}\n`);
}

function say(line: string): void {
    process.stderr.write(`${line}\n`);
}
