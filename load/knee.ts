import type { LoadTick } from "./load-log.ts";

/** The most that a growing load was answered in time. */
export interface Knee {
    /** The most that was answered over {@link WINDOW} lines in a row, none of them slow. */
    requestsPerSecond: number;
    users: number;
    p95Ms: number;
}

/** Lines of figures that a peak has to last: six seconds. One alone may hold what a hiccup held up. */
const WINDOW = 3;

/** Answers as slow as this are no longer those of a shop that keeps up. */
const SLOW_P95_MS = 500;

/**
 * The knee of a ramp: its highest rate over {@link WINDOW} lines that aren't slow. Slow ones also hold answers to what
 * had piled up, which can be half as many again; they count only where there are no others.
 * @returns undefined where the answers never became slow: then the ramp ended below the knee
 */
export function findKnee(ticks: readonly LoadTick[]): Knee | undefined {
    if (!ticks.some(isSlow)) return undefined;
    const windows = ticks
        .slice(WINDOW - 1)
        .map((_last, start) => ticks.slice(start, start + WINDOW));
    const inTime = windows.filter((window) => !window.some(isSlow));
    let best: Knee | undefined;
    for (const window of inTime.length > 0 ? inTime : windows) {
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

function isSlow({ p95Ms }: LoadTick): boolean {
    return (p95Ms ?? 0) > SLOW_P95_MS;
}

function mean(values: readonly number[]): number {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
}
