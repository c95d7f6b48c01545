import type { Kind, Operation, Recovery, Round } from "./draw.ts";
import { momentOf } from "./draw.ts";
import type { Strike } from "./strike.ts";

/** What a round does to the lab. */
export interface World {
    /** What an uninterrupted command takes, in milliseconds. */
    spanMs(incident: string, operation: Operation): number;
    /** Brings an incident up. @throws Error where it doesn't come */
    up(incident: string): Promise<void>;
    /** Destroys an incident, uninterrupted. @throws Error where it can't */
    destroy(incident: string): Promise<void>;
    strike(round: Round, atMs: number): Promise<Strike>;
    /** Waits until the cluster answers again. */
    answering(): Promise<void>;
    /** The way back. */
    recover(how: Recovery, incident: string): Promise<{ code: number; output: string }>;
    /** Why this is not the baseline; nothing where it is, by proof. */
    judge(incident: string, kind: Kind): Promise<string[]>;
    say(line: string): void;
}

/** A round that was played. */
export interface Played extends Round {
    ok: boolean;
    /** Why not, by name; empty where it is ok. */
    because: string[];
    struck?: Strike["struck"];
    /** How often the command had ended before the moment. */
    tooLate: number;
    /** From the strike until the way back had been taken, and with the proof: in seconds. */
    recoverySeconds: number;
    seconds: number;
}

/** Each is earlier than the one before by half on average. */
const MAX_TRIES = 6;

/**
 * Strikes an incident's command down, goes the way back and looks whether that is the baseline. Whatever
 * happens, no incident is left up.
 *
 * @param signal ends it: the incident under way is destroyed; it is thrown
 */
export async function playRound(
    seed: number,
    round: Round,
    world: World,
    signal?: AbortSignal,
): Promise<Played> {
    const began = performance.now();
    const because: string[] = [];
    let tooLate = 0;
    let struck: Strike["struck"];
    let recoverySeconds = 0;
    let mayBeUp = false;
    try {
        while (struck === undefined && tooLate < MAX_TRIES) {
            signal?.throwIfAborted();
            if (tooLate > 0 && round.operation === "up") await world.destroy(round.incident);
            mayBeUp = true;
            if (round.operation === "destroy") await world.up(round.incident);
            signal?.throwIfAborted();
            const spanMs = world.spanMs(round.incident, round.operation);
            const atMs = momentOf(seed, round.round, tooLate) * spanMs;
            const outcome = await world.strike(round, atMs);
            signal?.throwIfAborted();
            struck = outcome.struck;
            if (struck === undefined) {
                tooLate++;
                world.say(tooLateLine(round, atMs, outcome.tookMs));
            }
        }
        if (struck === undefined) because.push(`no kill in ${MAX_TRIES} tries`);
        const struckAt = performance.now();
        if (round.kind !== "kill" && round.kind !== "interrupt") await world.answering();
        const { code, output } = await world.recover(round.recovery, round.incident);
        recoverySeconds = (performance.now() - struckAt) / 1000;
        if (code !== 0) because.push(`${round.recovery} ended with ${code}: ${tail(output)}`);
        else mayBeUp = false;
        signal?.throwIfAborted();
        because.push(...(await world.judge(round.incident, round.kind)));
    } catch (error) {
        if (signal?.aborted) throw error;
        because.push((error as Error).message);
    } finally {
        if (mayBeUp) await swept(round.incident, world);
    }
    return {
        ...round,
        ok: because.length === 0,
        because,
        ...(struck === undefined ? {} : { struck }),
        tooLate,
        recoverySeconds,
        seconds: (performance.now() - began) / 1000,
    };
}

function tooLateLine(
    { round, kind, operation, incident }: Round,
    atMs: number,
    tookMs: number,
): string {
    return (
        `round ${round}: no ${kind}, ${operation} of ${incident} ended after ${seconds(tookMs)} s, before there was ` +
        `anybody to strike at ${seconds(atMs)} s or later; again, earlier`
    );
}

async function swept(incident: string, world: World): Promise<void> {
    try {
        await world.destroy(incident);
    } catch (error) {
        world.say(`${incident} may be left: ${(error as Error).message}`);
    }
}

/** The end of what a command said, where its errors stand. */
function tail(output: string): string {
    return output.trim().split("\n").slice(-8).join(" | ");
}

function seconds(ms: number): string {
    return (ms / 1000).toFixed(1);
}
