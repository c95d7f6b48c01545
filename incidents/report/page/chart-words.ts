import { html } from "hono/html";
import type { Chart, Frame, Sample, Series } from "../model/run-model.ts";
import { clock, elapsed, figure, measure } from "../text.ts";
import type { Markup } from "./markup.ts";
import { figureTable } from "./table.ts";

/** Rows of a table of single values: enough to follow the line by ear. */
const MOST_ROWS = 24;

/** A chart in words, for a screen reader. */
export function chartWords({ title, unit, series }: Chart, frame: Frame): string {
    const lines = series.map(({ name, samples }) => {
        const seen = samples.filter((one): one is readonly [number, number] => one[1] !== null);
        const [first] = seen;
        const last = seen.at(-1);
        if (first === undefined || last === undefined) return `${name}: no figures.`;
        const top = seen.reduce((high, one) => (one[1] > high[1] ? one : high));
        return (
            `${name}: ${figure(first[1])} at first, highest ${figure(top[1])} ` +
            `at ${timeOf(frame)(top[0])}, ${figure(last[1])} at last.`
        );
    });
    return `Chart: ${title}${unit === "" ? "" : `, in ${unit}`}. ${lines.join(" ")}`;
}

/** Median and greatest by phase, and values over time. */
export function chartTables(chart: Chart, frame: Frame): Markup {
    const phases = frame.phases.filter(({ fromMs, toMs }) => toMs > fromMs);
    return html`${figureTable({
        caption: `${chart.title}: median, greatest of each phase`,
        columns: [{ name: "series" }, ...phases.map(({ name }) => ({ name }))],
        rows: chart.series.map(({ name, samples }) => [
            name,
            ...phases.map(({ fromMs, toMs }) => spread(samples, fromMs, toMs, chart.unit)),
        ]),
    })}
    ${figureTable({
        caption: `${chart.title}: over time`,
        columns: [
            { name: frame.zeroMs === undefined ? "UTC" : "since applied" },
            ...chart.series.map(({ name }) => ({ name })),
        ],
        rows: overTime(chart.series, frame),
    })}`;
}

function timeOf({ zeroMs }: Frame): (ms: number) => string {
    return zeroMs === undefined ? clock : (ms) => elapsed(ms - zeroMs);
}

function spread(samples: readonly Sample[], fromMs: number, toMs: number, unit: string): string {
    const values = samples
        .flatMap(([at, value]) => (value !== null && at >= fromMs && at < toMs ? [value] : []))
        .sort((a, b) => a - b);
    const [median, greatest] = [values[Math.floor((values.length - 1) / 2)], values.at(-1)];
    if (median === undefined || greatest === undefined) return "–";
    return `${figure(median)}, ${measure(greatest, unit)}`;
}

function overTime(series: readonly Series[], frame: Frame): string[][] {
    const { fromMs, toMs } = frame;
    const step = (toMs - fromMs) / MOST_ROWS;
    return Array.from({ length: MOST_ROWS }, (_, index) => fromMs + index * step).map((at) => [
        timeOf(frame)(at),
        ...series.map(({ samples }) => greatestIn(samples, at, at + step)),
    ]);
}

/** A peak between two rows must not get lost. */
function greatestIn(samples: readonly Sample[], from: number, to: number): string {
    let greatest: number | undefined;
    for (const [at, value] of samples) {
        if (value === null || at < from || at >= to) continue;
        if (greatest === undefined || value > greatest) greatest = value;
    }
    return greatest === undefined ? "–" : figure(greatest);
}
