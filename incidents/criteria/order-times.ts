import type { Criterion, Reading } from "../incident.ts";
import { allOf, newestAnswers } from "./orders.ts";

/** Must: every new order takes at least so long. */
export function ordersTake(atLeastMs: number, source: string): Criterion {
    return {
        name: "new orders take long",
        expected: `each ≥ ${atLeastMs} ms, 3 in a row`,
        source,
        unit: "ms",
        figure: fastest,
        value: shownTimes,
        holds: (reading) => allOf(newestAnswers(reading), (one) => one.tookMs >= atLeastMs),
    };
}

/** Recovered: every new order is answered in that time. */
export function ordersAreQuick(atMostMs: number, source: string): Criterion {
    return {
        name: "new orders are quick",
        expected: `each ≤ ${atMostMs} ms, 3 in a row`,
        source,
        value: shownTimes,
        holds: (reading) => allOf(newestAnswers(reading), (one) => one.tookMs <= atMostMs),
    };
}

function fastest(reading: Reading): number {
    return Math.min(...newestAnswers(reading).map((one) => one.tookMs));
}

function shownTimes(reading: Reading): string {
    const times = newestAnswers(reading).map((one) => `${one.tookMs.toFixed(0)} ms`);
    return times.join(", ") || "too few orders";
}
