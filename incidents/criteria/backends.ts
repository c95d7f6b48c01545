import type { Criterion, Reading } from "../incident.ts";
import { part } from "../reading-part.ts";
import type { BackendReading } from "../reading-parts.ts";
import { shownMs } from "./shown.ts";

/** Must: a backend took that many times its usual time for an answer, at some time since the incident was applied. */
export function answersSlower(backend: string, times: number, source: string): Criterion {
    const seen = (reading: Reading): BackendReading | undefined =>
        part(reading, "backends")[backend];
    const ratio = (reading: Reading): number => {
        const { slowestMeanMs = Number.NaN, baselineMeanMs = Number.NaN } = seen(reading) ?? {};
        return slowestMeanMs / baselineMeanMs;
    };
    return {
        name: `${backend} is slower than at rest`,
        expected: `≥ ${times} times its mean answer time`,
        source,
        unit: "times",
        figure: ratio,
        value: (reading) => {
            const { slowestMeanMs = Number.NaN, baselineMeanMs = Number.NaN } = seen(reading) ?? {};
            return `${shownMs(slowestMeanMs)} at most, ${baselineMeanMs.toFixed(1)} ms at rest`;
        },
        holds: (reading) => ratio(reading) >= times,
    };
}
