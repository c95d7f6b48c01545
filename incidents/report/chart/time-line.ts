import * as Plot from "@observablehq/plot";
import type { Frame, Moment } from "../model/run-model.ts";
import { document, MARGIN, phaseMarks, serialised, type Size, timeAxis } from "./parts.ts";

/** The row of the turning points. */
const HEAD_PX = 18;
const ROW_PX = 30;
const BAR_PX = 8;
/** Half of a time at the axis. */
const SIDE_PX = 26;

interface Bar {
    name: string;
    fromMs: number;
    toMs: number;
    fill: string;
}

/**
 * The phases with the turning points in them, below them each alert for as long as it fired, and what was
 * not seen.
 */
export function drawTimeLine(
    frame: Frame,
    turns: readonly Moment[],
    { width }: Size,
    label: string,
): string {
    const bars = barsOf(frame);
    const rows = [...new Set(bars.map(({ name }) => name))];
    const height = MARGIN.top + MARGIN.bottom + HEAD_PX + rows.length * ROW_PX;
    const size = { width: width + MARGIN.left + MARGIN.right - 2 * SIDE_PX, height };
    const at = (atMs: number): Date => new Date(Math.min(Math.max(atMs, frame.fromMs), frame.toMs));
    const row = (name: string): number => HEAD_PX - 6 + (rows.indexOf(name) + 1) * ROW_PX;
    const drawn: unknown = Plot.plot({
        document,
        width,
        height,
        marginTop: MARGIN.top,
        marginRight: SIDE_PX,
        marginBottom: MARGIN.bottom,
        marginLeft: SIDE_PX,
        x: timeAxis(frame, size),
        // Rows are counted in pixels from the top.
        y: { domain: [0, HEAD_PX + rows.length * ROW_PX], reverse: true, axis: null },
        marks: [
            ...phaseMarks(frame, size),
            Plot.ruleX(turns, {
                x: ({ atMs }: Moment) => at(atMs),
                stroke: "currentColor",
                strokeWidth: 1.25,
            }),
            Plot.dot(turns, {
                x: ({ atMs }: Moment) => at(atMs),
                y: () => 8,
                symbol: "diamond2",
                r: 4.5,
                fill: "currentColor",
            }),
            ...bars.map(({ name, fromMs, toMs, fill }) =>
                Plot.rect([0], {
                    x1: () => at(fromMs),
                    x2: () => at(toMs),
                    y1: () => row(name) - BAR_PX,
                    y2: () => row(name),
                    fill,
                }),
            ),
            Plot.text(rows, {
                y: (name: string) => row(name) - BAR_PX - 9,
                text: (name: string) => name,
                frameAnchor: "left",
                dx: 4,
                fill: "currentColor",
                stroke: "var(--surface)",
                strokeWidth: 3,
            }),
        ],
    });
    return serialised(drawn, label);
}

function barsOf({ alerts, gaps, toMs: end }: Frame): Bar[] {
    return [
        ...alerts.map(({ name, fromMs, toMs }) => ({
            ...{ name, fromMs, toMs: toMs ?? end },
            fill: "var(--alert)",
        })),
        ...gaps.map(({ what, fromMs, toMs }) => ({
            ...{ name: `not seen: ${what}`, fromMs, toMs },
            fill: "var(--muted)",
        })),
    ];
}
