import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Round } from "./chaos/draw.ts";
import { LiveWorld, type Span } from "./chaos/live-world.ts";
import { requireNode } from "./chaos/node.ts";
import { againBy, type ChaosRequest, roundsOf } from "./chaos/request.ts";
import type { Played } from "./chaos/round.ts";
import { chaosSeries } from "./chaos/series.ts";
import { measureSpans } from "./chaos/span.ts";
import { chaosTable, roundLine } from "./chaos/table.ts";
import type { PulumiOptions } from "./engine.ts";
import { interruptible } from "./interruption.ts";
import { mendBaseline } from "./mend.ts";
import { ensureCalibration } from "./prove-calibration.ts";
import { requireBaseline } from "./prove.ts";
import { incidentConfig } from "./stack-config.ts";

const BASELINE = "baseline";
const OUT = "out";
/** Loads as short as their stack files allow: nobody watches them. */
const ENGINE: PulumiOptions = { env: { SOCK_SHOP_LAB_PACE: "short" } };

/**
 * Strikes down commands of the engine at moments drawn from a seed, goes the way back and proves each time
 * that it ends at the baseline.
 *
 * @returns 0 only if every round did; 130 after a Ctrl-C
 * @throws LabError for a request that makes no sense, or no healthy baseline
 */
export async function chaos(request: ChaosRequest): Promise<number> {
    const { seed, rounds } = roundsOf(request);
    const json = request.json ?? false;
    const incidents = [...new Set(rounds.map(({ incident }) => incident))];
    const baseline = await requireBaseline(BASELINE);
    if (rounds.some(({ kind }) => kind !== "kill" && kind !== "interrupt")) {
        await requireNode(baseline.cluster.context);
    }
    const configs = incidents.map((id) => incidentConfig(id));
    await ensureCalibration(configs, BASELINE, baseline.cluster, json, say);
    const folder = join(OUT, `${new Date().toISOString().replace(/[:.]/g, "-")}-chaos`);
    mkdirSync(folder, { recursive: true });
    say(`seed ${seed}: ${rounds.length} rounds over ${incidents.join(", ")}; kept in ${folder}`);
    const spans = new Map<string, Span>();
    const tableOf = (all: readonly Played[]): string =>
        chaosTable(seed, all, rounds.length, (round) => againBy(request, seed, round));
    // After each round: what is known must not go with a machine that does.
    const keep = (all: readonly Played[]): void => {
        const summary = summaryOf(seed, rounds, spans, all);
        writeFileSync(join(folder, "summary.json"), `${JSON.stringify(summary, undefined, 4)}\n`);
        writeFileSync(join(folder, "summary.md"), `${tableOf(all)}\n`);
    };
    const { result, code } = await interruptible(async (signal) => {
        const world = await LiveWorld.of({
            ...{ seed, baselineStack: BASELINE, cluster: baseline.cluster, engine: ENGINE },
            ...{ spans, signal, say },
        });
        const played: Played[] = [];
        try {
            await measureSpans(incidents, request.span, world, spans, signal);
            return await chaosSeries(
                seed,
                rounds,
                world,
                {
                    mend: (incident) => mended(incident, world),
                    played: (one) => {
                        played.push(one);
                        keep(played);
                        (json ? say : print)(roundLine(seed, one));
                    },
                },
                signal,
            );
        } finally {
            world.close();
        }
    }, say);
    print(
        json
            ? JSON.stringify(summaryOf(seed, rounds, spans, result), undefined, 4)
            : `\n${tableOf(result)}\n\nkept in ${folder}`,
    );
    if (code !== undefined) return code;
    return result.length === rounds.length && result.every((one) => one.ok) ? 0 : 1;
}

async function mended(incident: string, world: LiveWorld): Promise<boolean> {
    const left = await mendBaseline(incident, BASELINE, undefined, say);
    if (left !== undefined) say(`${incident} ${left}`);
    if (left?.includes("could not")) return false;
    await world.forgetRestarts();
    return true;
}

function summaryOf(
    seed: number,
    rounds: readonly Round[],
    spans: ReadonlyMap<string, Span>,
    played: readonly Played[],
): object {
    return {
        version: 1,
        seed,
        planned: rounds.length,
        proven: played.filter(({ ok }) => ok).length,
        spansMs: Object.fromEntries(spans),
        rounds: played,
    };
}

function print(text: string): void {
    process.stdout.write(`${text}\n`);
}

function say(line: string): void {
    process.stderr.write(`${line}\n`);
}
