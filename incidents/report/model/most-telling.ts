import type { Chart, Measures, Series } from "./run-model.ts";

/** Series of one chart that can be told apart. */
const MOST_SERIES = 6;

/** A chart with those of its series that changed most, these first; as many as can be told apart. */
export function mostTelling(chart: Measures): Chart {
    const ranked = chart.series
        .map((one) => ({ one, range: rangeOf(one) }))
        .sort((a, b) => b.range - a.range);
    const series = ranked.slice(0, MOST_SERIES).map(({ one }) => one);
    return {
        ...chart,
        series,
        omitted: ranked.length - series.length,
        isFlat: (ranked[0]?.range ?? 0) === 0,
    };
}

function rangeOf({ samples }: Series): number {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const [, value] of samples) {
        if (value === null) continue;
        low = Math.min(low, value);
        high = Math.max(high, value);
    }
    return high > low ? high - low : 0;
}
