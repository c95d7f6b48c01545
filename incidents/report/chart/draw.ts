import * as Plot from "@observablehq/plot";
import type { Frame, Measures, Sample } from "../model/run-model.ts";
import { figure } from "../text.ts";
import { downsample } from "./downsample.ts";
import {
    alertMarks,
    document,
    MARGIN,
    phaseMarks,
    serialised,
    type Size,
    timeAxis,
} from "./parts.ts";

/** A dash besides the colour for each series of a chart: print and eyes may know no colours. */
export const DASHES = ["", "6 3", "2 3", "8 3 2 3", "1 4", "12 4"] as const;

/** More than one sample in two pixels shows nothing. */
const SAMPLES_PER_PIXEL = 0.5;

/**
 * Draws a chart as SVG: phases behind it, alerts as marks, no style and no script inside. Colours are
 * the page's variables, so that it follows light, dark and print.
 *
 * @param label what a screen reader says in its place
 * @param greatest end of the value axis at the least, for charts that are compared
 */
export function drawChart(
    chart: Measures,
    frame: Frame,
    size: Size,
    label: string,
    greatest = 0,
): string {
    const most = Math.round(size.width * SAMPLES_PER_PIXEL);
    const top = Math.max(greatest, highest(chart)) || 1;
    const quiet = { stroke: "var(--muted)" };
    const drawn: unknown = Plot.plot({
        document,
        ...size,
        marginTop: MARGIN.top,
        marginRight: MARGIN.right,
        marginBottom: MARGIN.bottom,
        marginLeft: MARGIN.left,
        x: timeAxis(frame, size),
        y: {
            domain: [0, top],
            nice: true,
            grid: true,
            // Half a pod is none.
            ticks: chart.isStepped ? Math.min(4, top) : 4,
            tickFormat: figure,
            label: null,
        },
        marks: [
            ...phaseMarks(frame, size),
            Plot.ruleY([0], quiet),
            ...chart.limits.map(({ value }) =>
                Plot.ruleY([value], { ...quiet, strokeDasharray: "5 4" }),
            ),
            // The first one tells most: it is drawn last, over the others.
            ...chart.series
                .map(({ samples }, index) =>
                    Plot.lineY(downsample(samples, most), {
                        x: ([atMs]: Sample) => new Date(atMs),
                        y: "1",
                        stroke: `var(--series-${index + 1})`,
                        strokeWidth: 1.75,
                        strokeLinecap: "round",
                        ...(DASHES[index] ? { strokeDasharray: DASHES[index] } : {}),
                        curve: chart.isStepped ? "step-after" : "linear",
                    }),
                )
                .toReversed(),
            ...alertMarks(frame),
        ],
    });
    return serialised(drawn, label);
}

/** Greatest value of a chart and its limits. */
export function highest({ series, limits }: Measures): number {
    let top = 0;
    for (const { samples } of series) {
        for (const [, value] of samples) if (value !== null && value > top) top = value;
    }
    return limits.reduce((high, { value }) => Math.max(high, value), top);
}
