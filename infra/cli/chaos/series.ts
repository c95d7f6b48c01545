import type { Round } from "./draw.ts";
import { type Played, playRound, type World } from "./round.ts";

/** What a series does around its rounds. */
export interface ChaosSteps {
    /** Brings the baseline back that a round failed to come back to. @returns false where it can't */
    mend(incident: string): Promise<boolean>;
    /** Told of each round that was played. */
    played(round: Played): void;
}

/**
 * Plays rounds one after the other. One that fails doesn't stop the rest, unless its baseline can't be mended.
 * @param signal ends the series: the incident under way is destroyed, and what was played is kept
 */
export async function chaosSeries(
    seed: number,
    rounds: readonly Round[],
    world: World,
    steps: ChaosSteps,
    signal?: AbortSignal,
): Promise<Played[]> {
    const all: Played[] = [];
    for (const round of rounds) {
        if (signal?.aborted) break;
        let played: Played;
        try {
            played = await playRound(seed, round, world, signal);
        } catch (error) {
            if (signal?.aborted) break;
            throw error;
        }
        all.push(played);
        steps.played(played);
        if (!played.ok && !signal?.aborted && !(await steps.mend(played.incident))) {
            world.say("the baseline could not be mended: no further round would prove anything");
            break;
        }
    }
    return all;
}
