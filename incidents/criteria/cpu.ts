import type { Criterion } from "../incident.ts";
import { shownPercent } from "./shown.ts";

/** Must: the kernel takes the workload's CPU away in more than that share of its periods, 0 to 1. */
export function throttled(workload: string, moreThan: number, source: string): Criterion {
    return {
        ...throttling(workload, source),
        name: `${workload} is throttled`,
        expected: `> ${shownPercent(moreThan)} of CPU periods`,
        holds: ({ throttledShare }) => (throttledShare[workload] ?? 0) > moreThan,
    };
}

/** Recovered: the workload has its time again. */
export function notThrottled(workload: string, atMost: number, source: string): Criterion {
    return {
        ...throttling(workload, source),
        name: `${workload} is not throttled`,
        expected: `≤ ${shownPercent(atMost)} of CPU periods`,
        // Without a figure nothing has been seen to be well.
        holds: ({ throttledShare }) => (throttledShare[workload] ?? Infinity) <= atMost,
    };
}

/** Must: the workload uses at least that much of its CPU limit, in percent. */
export function cpuAtLeast(workload: string, percent: number, source: string): Criterion {
    return {
        ...usage(workload, source),
        name: `${workload} works at its CPU limit`,
        expected: `≥ ${percent} % of it`,
        holds: ({ cpuPercentOfLimit }) => (cpuPercentOfLimit[workload] ?? 0) >= percent,
    };
}

/** Must: the same, at some time since the incident was applied; a container that restarts has no figure for a while. */
export function cpuReached(workload: string, percent: number, source: string): Criterion {
    const peak = (reading: { cpuPeakPercentOfLimit: Record<string, number> }): number =>
        reading.cpuPeakPercentOfLimit[workload] ?? 0;
    return {
        name: `${workload} reaches its CPU limit`,
        expected: `≥ ${percent} % of it`,
        source,
        unit: "%",
        figure: peak,
        value: (reading) => `${peak(reading).toFixed(0)} %`,
        holds: (reading) => peak(reading) >= percent,
    };
}

/** Must-not: another workload is short of CPU, so it is the bottleneck instead. */
export function cpuAbove(workload: string, percent: number, source: string): Criterion {
    return {
        ...usage(workload, source),
        name: `${workload} starved instead`,
        expected: `≤ ${percent} % of its CPU limit`,
        holds: ({ cpuPercentOfLimit }) => (cpuPercentOfLimit[workload] ?? 0) > percent,
    };
}

type Measure = Pick<Criterion, "source" | "unit" | "figure" | "value">;

function throttling(workload: string, source: string): Measure {
    return {
        source,
        unit: "%",
        figure: ({ throttledShare }) => (throttledShare[workload] ?? Number.NaN) * 100,
        value: ({ throttledShare }) => {
            const share = throttledShare[workload];
            return share === undefined ? "no figure" : shownPercent(share);
        },
    };
}

function usage(workload: string, source: string): Measure {
    return {
        source,
        unit: "%",
        figure: ({ cpuPercentOfLimit }) => cpuPercentOfLimit[workload] ?? Number.NaN,
        value: ({ cpuPercentOfLimit }) => {
            const percent = cpuPercentOfLimit[workload];
            return percent === undefined ? "no figure" : `${percent.toFixed(0)} %`;
        },
    };
}
