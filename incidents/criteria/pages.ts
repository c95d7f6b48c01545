import type { Criterion } from "../incident.ts";
import { shownMs, shownPercent } from "./shown.ts";

/** Slower than this many times its baseline a shop is not what it was. */
const SLOW = 5;

/** Must: the 95th percentile of product pages is at least that long. */
export function pagesTake(atLeastMs: number, source: string): Criterion {
    return {
        name: "product pages are slow",
        expected: `p95 ≥ ${shownMs(atLeastMs)}`,
        source,
        unit: "ms",
        figure: ({ catalogueP95Ms }) => catalogueP95Ms,
        value: ({ catalogueP95Ms, baselineP95Ms }) =>
            `p95 ${shownMs(catalogueP95Ms)} (baseline ${shownMs(baselineP95Ms)})`,
        holds: ({ catalogueP95Ms }) => catalogueP95Ms >= atLeastMs,
    };
}

/** Must: those pages that do come took at least that long, by their 95th percentile, at some time since the incident was applied. */
export function answersTake(atLeastMs: number, source: string): Criterion {
    return {
        name: "good answers take seconds",
        expected: `p95 of the good ones ≥ ${shownMs(atLeastMs)}`,
        source,
        unit: "ms",
        figure: ({ goodPeakP95Ms }) => goodPeakP95Ms,
        value: ({ goodPeakP95Ms }) => `p95 ${shownMs(goodPeakP95Ms)} at most`,
        holds: ({ goodPeakP95Ms }) => goodPeakP95Ms >= atLeastMs,
    };
}

/** Must: more than that share of product pages fails, 0 to 1. */
export function pagesFail(moreThan: number, source: string): Criterion {
    return {
        name: "product pages fail",
        expected: `> ${shownPercent(moreThan)}`,
        source,
        unit: "%",
        figure: ({ failedShare }) => failedShare * 100,
        value: ({ failedShare }) => shownPercent(failedShare),
        holds: ({ failedShare }) => failedShare > moreThan,
    };
}

/** Must: less than that share of product pages fails, 0 to 1, now: they are slow and no more. */
export function pagesHold(below: number, source: string): Criterion {
    return {
        name: "few product pages fail",
        expected: `< ${shownPercent(below)}`,
        source,
        unit: "%",
        figure: ({ failedShare }) => failedShare * 100,
        value: ({ failedShare }) => shownPercent(failedShare),
        holds: ({ failedShare }) => failedShare < below,
    };
}

/** Under an overload some twenty pages come in a reading's time; a single lost one is no share of them. */
const PAGES_OF_A_SHARE = 2;

/** Must-not: at least that share of product pages fails, 0 to 1, and not one alone: it is more than slow. */
export function failing(atLeast: number, source: string): Criterion {
    return {
        name: "product pages fail",
        expected: `< ${shownPercent(atLeast)}, or a single page`,
        source,
        unit: "%",
        figure: ({ failedShare }) => failedShare * 100,
        value: ({ failedShare, pageErrors }) =>
            [shownPercent(failedShare), ...Object.keys(pageErrors)].join(", "),
        holds: ({ failedShare, pageErrors }) =>
            failedShare >= atLeast && total(pageErrors) >= PAGES_OF_A_SHARE,
    };
}

/** Recovered: product pages are as fast as they were, and none fails. */
export function pagesFine(source: string): Criterion {
    return {
        name: "product pages are fast, without errors",
        expected: `p95 < ${SLOW} × baseline, 0 % failed`,
        source,
        unit: "ms",
        figure: ({ catalogueP95Ms }) => catalogueP95Ms,
        value: ({ catalogueP95Ms, failedShare }) =>
            `p95 ${shownMs(catalogueP95Ms)}, failed ${shownPercent(failedShare)}`,
        holds: ({ catalogueP95Ms, baselineP95Ms, failedShare }) =>
            catalogueP95Ms < SLOW * baselineP95Ms && failedShare === 0,
    };
}

function total(counts: Readonly<Record<string, number>>): number {
    return Object.values(counts).reduce((sum, one) => sum + one, 0);
}
