import type { EvidenceRun } from "../../evidence/schema/run.ts";
import type { MetricRecord, SeriesDefinition } from "../../evidence/schema/metric.ts";
import { plain } from "../text.ts";
import type { Measures, Sample, Series } from "./run-model.ts";
import { shownUnit } from "./units.ts";

/** Groups in the order of a reader's questions: what hurts, what broke, what ran out. Alerts are marks, no chart. */
export const GROUP_NAMES = {
    latency: "Latency",
    errors: "Errors",
    restarts: "Restarts",
    cpu: "CPU",
    throttling: "Throttling",
    memory: "Memory",
    queue: "Queue",
    replicas: "Replicas",
    database: "Databases",
    traffic: "Traffic",
    load: "Load",
} as const satisfies Partial<Record<SeriesDefinition["group"], string>>;
const SIGNALS = "Signals whose alert fired";

/** A pause so many times the usual one is no line: nothing was measured. */
const BREAK_FACTOR = 2.5;

/** A chart for each kind of series that has samples; of signals only those whose alert fired. */
export function metricCharts({ series, records }: EvidenceRun): Measures[] {
    const fired = new Set(records.alerts.map(({ name }) => name));
    const shown = [
        ...Object.entries(GROUP_NAMES).flatMap(([group, name]) =>
            series.filter((one) => one.group === group).map((one) => ({ name, one })),
        ),
        ...series
            .filter((one) => one.group === "signals" && fired.has(one.id))
            .map((one) => ({ name: SIGNALS, one })),
    ];
    // What the load says of itself is finer than what is scraped of it.
    const hasLoad = records.load.length > 0;
    return shown
        .filter(({ one }) => !(hasLoad && one.group === "load"))
        .flatMap(({ name, one }) => {
            const pieces = records.metrics.filter(({ series }) => series === one.id);
            const chart = chartOf(one, name, pieces);
            return chart === undefined ? [] : [chart];
        });
}

/** Groups of which there is a chart. */
export function chartedGroups({ series, records }: EvidenceRun): Set<string> {
    const sampled = new Set(records.metrics.map((one) => one.series));
    return new Set(series.filter(({ id }) => sampled.has(id)).map(({ group }) => group));
}

function chartOf(
    definition: SeriesDefinition,
    group: string,
    pieces: readonly MetricRecord[],
): Measures | undefined {
    const lines = linesOf(pieces);
    const values = lines.flatMap(({ samples }) => samples.map(([, value]) => value ?? 0));
    if (values.length === 0) return undefined;
    const { threshold } = definition;
    const greatest = values.reduce((high, value) => Math.max(high, value), threshold?.value ?? 0);
    const { unit, factor } = shownUnit(definition.unit, greatest);
    return {
        id: `metric-${definition.id}`,
        group,
        title: capital(definition.title),
        unit,
        source: "Prometheus",
        series: lines.map(({ labels, samples }) => ({
            name: labels || definition.title,
            samples: broken(samples).map(([at, value]): Sample => [at, value && value * factor]),
        })),
        limits:
            threshold === undefined
                ? []
                : [
                      {
                          name: `alert from ${threshold.compare}`,
                          value: threshold.value * factor,
                      },
                  ],
        isStepped: definition.unit === "count",
    };
}

function capital(text: string): string {
    return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The pieces of each set of labels put together, named by what tells them apart. */
function linesOf(pieces: readonly MetricRecord[]): { labels: string; samples: Sample[] }[] {
    const constant = sharedLabels(pieces);
    const lines = new Map<string, Sample[]>();
    for (const { labels, samples } of pieces) {
        const name = Object.keys(labels)
            .filter((key) => !constant.has(key))
            .sort()
            .map((key) => plain(labels[key] ?? ""))
            .join(" ");
        const line = lines.get(name) ?? [];
        for (const [seconds, value] of samples) line.push([seconds * 1000, value]);
        lines.set(name, line);
    }
    return [...lines]
        .map(([labels, samples]) => ({ labels, samples: samples.sort(([a], [b]) => a - b) }))
        .sort((a, b) => a.labels.localeCompare(b.labels, "en"));
}

/** Labels that are the same for all. */
function sharedLabels(pieces: readonly MetricRecord[]): Set<string> {
    const [first] = pieces;
    if (first === undefined) return new Set();
    return new Set(
        Object.entries(first.labels)
            .filter(([key, value]) => pieces.every(({ labels }) => labels[key] === value))
            .map(([key]) => key),
    );
}

/** The same with a missing value wherever nothing was measured for a while. */
export function broken(samples: readonly Sample[]): Series["samples"] {
    const pauses = samples.slice(1).map(([at], index) => at - (samples[index]?.[0] ?? at));
    const usual = pauses.toSorted((a, b) => a - b)[Math.floor(pauses.length / 2)] ?? 0;
    return samples.flatMap((sample, index): Sample[] => {
        const pause = pauses[index] ?? 0;
        const isBreak = usual > 0 && pause > usual * BREAK_FACTOR;
        return isBreak ? [sample, [sample[0] + usual, null]] : [sample];
    });
}
