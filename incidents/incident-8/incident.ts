import { cpuAbove, notThrottled, throttled } from "../criteria/cpu.ts";
import { restartAnywhere } from "../criteria/health.ts";
import { pagesFine } from "../criteria/pages.ts";
import { shownMs, shownPercent } from "../criteria/shown.ts";
import type { Criterion, Incident } from "../incident.ts";

/** Five times the answer of an idle machine is less than a page takes on a busy one. */
const LEAST_WAIT_MS = 100;

/** Must: product pages wait for something. */
const pagesWait: Criterion = {
    name: "product pages are slow, or the List breaker is open",
    expected: `p95 ≥ 5 × baseline and ≥ ${LEAST_WAIT_MS} ms, or breaker open`,
    source: "incidents.md, incident 8: 50 ms → 4,500 ms, breaker 'List' open",
    unit: "ms",
    figure: ({ catalogueP95Ms }) => catalogueP95Ms,
    value: ({ catalogueP95Ms, baselineP95Ms, breakerOpenShare }) =>
        `p95 ${shownMs(catalogueP95Ms)} (${(catalogueP95Ms / baselineP95Ms).toFixed(1)} × ` +
        `${shownMs(baselineP95Ms)}), breaker ${shownPercent(breakerOpenShare)}`,
    holds: ({ catalogueP95Ms, baselineP95Ms, breakerOpenShare }) =>
        catalogueP95Ms >= Math.max(5 * baselineP95Ms, LEAST_WAIT_MS) || breakerOpenShare > 0,
};

const notRunning: Criterion = {
    name: "database not Running",
    expected: "Running",
    source: "incidents.md, incident 8: Running but throttled",
    value: ({ phases }) => phases["catalogue-db"] ?? "absent",
    holds: ({ phases }) => phases["catalogue-db"] !== "Running",
};

/** What all forms of incident 8 have in common: the database is the bottleneck, alive, and nothing else broke. */
export const STARVED_DATABASE: Pick<Incident, "must" | "mustNot" | "recovered"> = {
    must: [
        throttled("catalogue-db", 0.5, "incidents.md, incident 8: CPU at 100 % of 50m"),
        pagesWait,
    ],
    mustNot: [
        restartAnywhere("incidents.md, incident 8: pod Running, 0 restarts"),
        // What the documented 8b broke instead (8B: "the front-end is the first to break").
        cpuAbove("front-end", 80, "incidents.md, 8B: the front-end broke first"),
        cpuAbove("catalogue", 80, "incidents.md, 8B: catalogue restarted as well"),
        notRunning,
    ],
    recovered: [
        notThrottled("catalogue-db", 0.2, "incidents.md, incident 8: CPU < 80 % of the limit"),
        pagesFine("incidents.md, incident 8: no errors, products < 1 s"),
    ],
};

/** Catalogue database degradation: starved of CPU, alive, and nothing else broken. */
export const incident8: Incident = {
    id: "incident-8",
    title: "Catalogue database degradation",
    ...STARVED_DATABASE,
};
