import type { LoadTick } from "./load-log.ts";

/** CPU time of one container since its start, as the kubelet counted it at that time. */
export interface CpuReading {
    /** Milliseconds since the epoch: the kubelet looks every ten seconds or so. */
    timeMs: number;
    cpuNanos: number;
}

/** What a request took, and at what rate. */
export interface Cost {
    cpuMsPerRequest: number;
    requestsPerSecond: number;
}

/** Only the time in which at least this share of the highest rate was asked counts: at rest, what runs anyway weighs most. */
const BUSY_SHARE = 1 / 3;

/**
 * CPU time per request of a load, between the first and the last reading of its busy time.
 * @returns undefined where the busy time holds fewer than two readings of one container
 */
export function costOf(
    ticks: readonly LoadTick[],
    readings: readonly CpuReading[],
): Cost | undefined {
    const peak = Math.max(...ticks.map((tick) => tick.rps));
    const busy = ticks.findIndex((tick) => tick.rps >= peak * BUSY_SHARE);
    const [from, to] = [timeOf(ticks[busy]), timeOf(ticks.at(-1))];
    const inside = readings.filter(({ timeMs }) => timeMs >= from && timeMs <= to);
    const [first, last, before] = [inside[0], inside.at(-1), inside.at(-2)];
    if (first === undefined || last === undefined || before === undefined) return undefined;
    // A counter that went back is another container's: this one was killed meanwhile.
    if (last.timeMs === first.timeMs || last.cpuNanos < before.cpuNanos) return undefined;
    const requests = answeredUntil(ticks, last.timeMs) - answeredUntil(ticks, first.timeMs);
    return {
        cpuMsPerRequest: (last.cpuNanos - first.cpuNanos) / 1e6 / requests,
        requestsPerSecond: (requests * 1000) / (last.timeMs - first.timeMs),
    };
}

/** Requests answered from the first line of figures until then; within a line they are taken as even. */
function answeredUntil(ticks: readonly LoadTick[], timeMs: number): number {
    let sum = 0;
    for (const [index, tick] of ticks.entries()) {
        const begin = timeOf(ticks[index - 1] ?? tick);
        const until = Math.min(timeOf(tick), timeMs);
        if (until > begin) sum += (tick.rps * (until - begin)) / 1000;
    }
    return sum;
}

function timeOf(tick: LoadTick | undefined): number {
    return tick === undefined ? Number.NaN : Date.parse(tick.t);
}
