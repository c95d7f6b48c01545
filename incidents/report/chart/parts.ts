import * as Plot from "@observablehq/plot";
import { type SVGElement as DrawnElement, Window } from "happy-dom";
import type { Frame } from "../model/run-model.ts";
import { clock, elapsed } from "../text.ts";

/** Size of a drawing, in CSS pixels. */
export interface Size {
    width: number;
    height: number;
}

/** A drawing for a desk and one for a phone: one that is scaled has letters that nobody can read. */
export const WIDE: Size = { width: 580, height: 210 };
export const NARROW: Size = { width: 340, height: 190 };

export const MARGIN = { top: 20, right: 14, bottom: 24, left: 50 };

const LETTER_HEIGHT = "11";
const LETTER_PX = 6.2;
/** Space for one time at the axis. */
const TICK_PX = 84;
/** Attributes that hold coordinates; a tenth of a pixel is enough. */
const COORDINATES = / (x|y|x1|x2|y1|y2|width|height|d|transform)="([^"]*)"/g;

/** Where drawings are made; it never runs or loads anything. */
export const document = new Window().document;

/** The axis of time, in UTC or since a moment. */
export function timeAxis(frame: Frame, { width }: Size): Plot.ScaleOptions {
    const { fromMs, toMs, zeroMs } = frame;
    const most = Math.floor((width - MARGIN.left - MARGIN.right) / TICK_PX);
    return {
        type: "utc",
        domain: [new Date(fromMs), new Date(toMs)],
        ticks: zeroMs === undefined ? most : elapsedTicks(fromMs, toMs, zeroMs, most),
        tickFormat: tickFormat(frame),
        label: null,
    };
}

function tickFormat({ fromMs, toMs, zeroMs }: Frame): (at: Date) => string {
    if (zeroMs !== undefined) return (at) => elapsed(at.getTime() - zeroMs);
    // Seconds where minutes alone would repeat themselves.
    const isShort = toMs - fromMs < 6 * 60_000;
    return (at) => clock(at.getTime()).slice(0, isShort ? 8 : 5);
}

const ROUND_SECONDS = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];

/** Round times since a moment; the scale's own would be round in UTC. */
function elapsedTicks(fromMs: number, toMs: number, zeroMs: number, most: number): Date[] {
    const seconds = (toMs - fromMs) / 1000;
    const step = (ROUND_SECONDS.find((one) => seconds / one <= most) ?? 7200) * 1000;
    const first = zeroMs + Math.ceil((fromMs - zeroMs) / step) * step;
    return Array.from(
        { length: Math.floor((toMs - first) / step) + 1 },
        (_, index) => new Date(first + index * step),
    );
}

/** A tint for each phase, with its name where there is room. */
export function phaseMarks(frame: Frame, { width }: Size): Plot.Markish[] {
    const perMs = (width - MARGIN.left - MARGIN.right) / (frame.toMs - frame.fromMs);
    return frame.phases.flatMap(({ kind, name, fromMs, toMs }) => {
        const hasRoom = (toMs - fromMs) * perMs >= name.length * LETTER_PX;
        const band = Plot.rect([0], {
            x1: () => new Date(fromMs),
            x2: () => new Date(toMs),
            fill: `var(--phase-${kind})`,
        });
        if (!hasRoom) return [band];
        const text = Plot.text([name], {
            x: () => new Date((fromMs + toMs) / 2),
            frameAnchor: "top",
            dy: -13,
            fill: "var(--muted)",
        });
        return [band, text];
    });
}

/** A dashed line with an arrowhead where an alert begins. */
export function alertMarks({ alerts, fromMs, toMs }: Frame): Plot.Markish[] {
    const begun = alerts.filter((one) => one.fromMs >= fromMs && one.fromMs <= toMs);
    const at = (one: { fromMs: number }): Date => new Date(one.fromMs);
    return [
        Plot.ruleX(begun, { x: at, stroke: "var(--alert)", strokeDasharray: "2 3" }),
        Plot.dot(begun, {
            x: at,
            frameAnchor: "top",
            dy: 2,
            symbol: "triangle2",
            r: 4,
            rotate: 180,
            fill: "var(--alert)",
        }),
    ];
}

/**
 * The drawing alone: the library's own style would need leave of the page, and its labels would be read
 * out one by one.
 */
export function serialised(plot: unknown, label: string): string {
    const drawn = plot as DrawnElement;
    for (const style of drawn.querySelectorAll("style")) style.remove();
    for (const part of drawn.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
    drawn.removeAttribute("class");
    drawn.setAttribute("font-size", LETTER_HEIGHT);
    drawn.setAttribute("role", "img");
    drawn.setAttribute("aria-label", label);
    return drawn.outerHTML.replace(
        COORDINATES,
        (_, name: string, value: string) => ` ${name}="${value.replace(/\d+\.\d+/g, rounded)}"`,
    );
}

function rounded(text: string): string {
    return String(Math.round(Number(text) * 10) / 10);
}
