import type { Proof } from "../../incidents/proof/point.ts";

/** One run of a series. */
export interface Outcome {
    incident: string;
    /** Number of the run among those of its incident, from 1. */
    turn: number;
    /** What was asked: a valid proof, or without the fault one that finds out. */
    ok: boolean;
    /** What is wrong, by name; empty where it is ok. */
    because: string[];
    minutes: number;
    /** Folder of the run, where it came that far. */
    folder: string | undefined;
    /** Undefined where the run ended in an error. */
    proof: Proof | undefined;
}

/** What a series does with each of its incidents. */
export interface SeriesSteps {
    prove(incident: string): Promise<{ proof: Proof; folder: string }>;
    /** Why a proof is not what was asked; nothing where it is. */
    judge(proof: Proof): string[];
    /** Brings the baseline back; says what was wrong with it, or nothing. */
    mend(incident: string, proof: Proof | undefined): Promise<string | undefined>;
    /** Told of each run that ended. */
    ended(outcome: Outcome): void;
    say(line: string): void;
}

/**
 * Proves incidents one after the other. One that fails doesn't stop the rest, and what it left behind is
 * mended first; only an interrupt ends the series before its time. After a single run nothing is mended.
 */
export async function proveSeries(
    incidents: readonly string[],
    repeat: number,
    steps: SeriesSteps,
    signal?: AbortSignal,
): Promise<Outcome[]> {
    const runs = incidents.flatMap((incident) =>
        Array.from({ length: repeat }, (_, index) => ({ incident, turn: index + 1 })),
    );
    const outcomes: Outcome[] = [];
    for (const [index, { incident, turn }] of runs.entries()) {
        if (signal?.aborted) break;
        if (runs.length > 1) {
            const run = repeat > 1 ? `, run ${turn}` : "";
            steps.say(`\n${index + 1} of ${runs.length}: ${incident}${run}`);
        }
        const outcome = await one(incident, turn, steps, runs.length > 1, signal);
        outcomes.push(outcome);
        steps.ended(outcome);
    }
    return outcomes;
}

async function one(
    incident: string,
    turn: number,
    steps: SeriesSteps,
    mends: boolean,
    signal: AbortSignal | undefined,
): Promise<Outcome> {
    const began = performance.now();
    let proof: Proof | undefined;
    let folder: string | undefined;
    const because: string[] = [];
    try {
        ({ proof, folder } = await steps.prove(incident));
        because.push(...steps.judge(proof));
    } catch (error) {
        because.push((error as Error).message);
    }
    // Who interrupts wants an end; the incident itself has been destroyed by then. Who proves one wants to look.
    if (mends && !signal?.aborted) {
        const left = await steps.mend(incident, proof);
        if (left !== undefined) because.push(left);
    }
    const minutes = (performance.now() - began) / 60_000;
    return { incident, turn, ok: because.length === 0, because, minutes, folder, proof };
}
