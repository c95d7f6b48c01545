import type { ReadingRecord } from "../../evidence/schema/observation.ts";
import { GROUP_NAMES } from "./metric-charts.ts";
import type { Measures, Sample } from "./run-model.ts";

const MEASURES = [
    {
        group: "cpu",
        field: "cpuPercentOfLimit",
        title: "CPU, in percent of the limit",
        factor: 1,
        unit: "%",
    },
    {
        group: "throttling",
        field: "throttledShare",
        title: "Throttled share of CPU periods",
        factor: 100,
        unit: "%",
    },
    { group: "restarts", field: "restarts", title: "Restarts", factor: 1, unit: "" },
] as const;

/**
 * What the witness saw by itself, for groups of which monitoring has nothing: it may be what broke.
 * @param charted groups that have a chart
 */
export function readingCharts(
    readings: readonly ReadingRecord[],
    charted: ReadonlySet<string>,
): Measures[] {
    return MEASURES.filter(({ group }) => !charted.has(group)).flatMap(
        ({ group, field, title, factor, unit }): Measures[] => {
            const names = new Set(readings.flatMap((one) => Object.keys(one[field])));
            if (names.size === 0) return [];
            return [
                {
                    id: `reading-${field}`,
                    group: GROUP_NAMES[group],
                    title,
                    unit,
                    source: "the witness, by the kubelet's counters",
                    series: [...names].sort().map((name) => ({
                        name,
                        samples: readings.map(({ at, [field]: values }): Sample => {
                            const value = values[name] ?? null;
                            return [Date.parse(at), value === null ? null : value * factor];
                        }),
                    })),
                    limits: field === "cpuPercentOfLimit" ? [{ name: "limit", value: 100 }] : [],
                    isStepped: field === "restarts",
                },
            ];
        },
    );
}
