import { restartAnywhere } from "../criteria/health.ts";
import type { Incident } from "../incident.ts";

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;
const milliseconds = (value: number): string => `${value.toFixed(0)} ms`;

/** Catalogue database degradation: starved of CPU, alive, and nothing else broken. */
export const incident8: Incident = {
    id: "incident-8",
    title: "Catalogue database degradation",
    must: [
        {
            name: "catalogue-db is throttled",
            expected: "> 50 % of CPU periods",
            source: "incidents.md, incident 8: CPU at 100 % of 50m",
            value: (reading) => percent(reading.throttledShare["catalogue-db"] ?? 0),
            holds: (reading) => (reading.throttledShare["catalogue-db"] ?? 0) > 0.5,
        },
        {
            name: "product pages are slow, or the List breaker is open",
            expected: "p95 ≥ 5 × baseline, or breaker open",
            source: "incidents.md, incident 8: 50 ms → 4,500 ms, breaker 'List' open",
            value: (reading) =>
                `p95 ${milliseconds(reading.catalogueP95Ms)} ` +
                `(${(reading.catalogueP95Ms / reading.baselineP95Ms).toFixed(1)} × ` +
                `${milliseconds(reading.baselineP95Ms)}), breaker ${percent(reading.breakerOpenShare)}`,
            holds: (reading) =>
                reading.catalogueP95Ms >= 5 * reading.baselineP95Ms || reading.breakerOpenShare > 0,
        },
    ],
    mustNot: [
        restartAnywhere("incidents.md, incident 8: pod Running, 0 restarts"),
        {
            name: "front-end starved instead",
            expected: "≤ 80 % of its CPU limit",
            source: "incidents.md, 8B: the front-end broke first",
            value: (reading) => `${(reading.cpuPercentOfLimit["front-end"] ?? 0).toFixed(0)} %`,
            holds: (reading) => (reading.cpuPercentOfLimit["front-end"] ?? 0) > 80,
        },
        {
            name: "database not Running",
            expected: "Running",
            source: "incidents.md, incident 8: Running but throttled",
            value: (reading) => reading.phases["catalogue-db"] ?? "absent",
            holds: (reading) => reading.phases["catalogue-db"] !== "Running",
        },
    ],
    recovered: [
        {
            name: "catalogue-db is not throttled",
            expected: "≤ 20 % of CPU periods",
            source: "incidents.md, incident 8: CPU < 80 % of the limit",
            value: (reading) => percent(reading.throttledShare["catalogue-db"] ?? 0),
            holds: (reading) => (reading.throttledShare["catalogue-db"] ?? 0) <= 0.2,
        },
        {
            name: "product pages are fast, without errors",
            expected: "p95 < 5 × baseline, 0 % failed",
            source: "incidents.md, incident 8: no errors, products < 1 s",
            value: (reading) =>
                `p95 ${milliseconds(reading.catalogueP95Ms)}, failed ${percent(reading.failedShare)}`,
            holds: (reading) =>
                reading.catalogueP95Ms < 5 * reading.baselineP95Ms && reading.failedShare === 0,
        },
    ],
};
