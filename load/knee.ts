import type { LoadTick } from "./load-log.ts";

/** The most that a growing load was answered; slow answers count too. */
export interface Knee {
    /** The most that was answered over {@link WINDOW} lines in a row. */
    requestsPerSecond: number;
    users: number;
    p95Ms: number;
}

/** Lines of figures that a peak has to last: six seconds. One alone may hold what a hiccup held up. */
const WINDOW = 3;

/** Answers as slow as this are no longer those of a shop that keeps up. */
export const SLOW_P95_MS = 500;

/**
 * The knee of a ramp: its highest rate over {@link WINDOW} lines, also where those were slow.
 * @returns undefined where the answers never became slow: then the ramp ended below the knee
 */
export function findKnee(ticks: readonly LoadTick[]): Knee | undefined {
    if (!ticks.some((tick) => (tick.p95Ms ?? 0) > SLOW_P95_MS)) return undefined;
    let best: Knee | undefined;
    for (let end = WINDOW; end <= ticks.length; end++) {
        const window = ticks.slice(end - WINDOW, end);
        const requestsPerSecond = mean(window.map((tick) => tick.rps));
        if (best !== undefined && requestsPerSecond <= best.requestsPerSecond) continue;
        best = {
            requestsPerSecond,
            users: Math.round(mean(window.map((tick) => tick.users))),
            p95Ms: mean(window.map((tick) => tick.p95Ms ?? 0)),
        };
    }
    return best;
}

function mean(values: readonly number[]): number {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
}
