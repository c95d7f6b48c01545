import type { HttpRecord } from "../../evidence/schema/observation.ts";
import { percentile } from "../../witness/samples.ts";
import type { Measures, Sample } from "./run-model.ts";

/** Fewer stretches show too little, more have too few pages for a percentile. */
const STRETCHES = 200;
const LEAST_STRETCH_MS = 2_000;

/** What a customer met at the shop's door: how long pages took, and how many failed. */
export function pageCharts(pages: readonly HttpRecord[]): Measures[] {
    const stretches = byStretch(pages);
    if (stretches.length === 0) return [];
    const line = (of: (pages: readonly HttpRecord[]) => number): Sample[] =>
        stretches.map(({ atMs, pages }) => [atMs, pages.length === 0 ? null : of(pages)]);
    const waited =
        (share: number) =>
        (pages: readonly HttpRecord[]): number =>
            percentile(
                pages.map(({ ms }) => ms),
                share,
            );
    const shared = {
        group: "Product pages, from outside",
        source: "the witness, through the port on the host",
        limits: [],
    };
    return [
        {
            ...shared,
            id: "pages-latency",
            title: "Time to answer",
            unit: "ms",
            series: [
                { name: "p95", samples: line(waited(0.95)) },
                { name: "median", samples: line(waited(0.5)) },
            ],
            isStepped: false,
        },
        {
            ...shared,
            id: "pages-failed",
            title: "Failed",
            unit: "%",
            series: [
                {
                    name: "failed",
                    samples: line((all) => (100 * all.filter(hasFailed).length) / all.length),
                },
            ],
            isStepped: false,
        },
    ];
}

export function hasFailed({ error }: HttpRecord): boolean {
    return error !== undefined;
}

/** The pages of each stretch of time, at its middle; none may be there in between. */
function byStretch(pages: readonly HttpRecord[]): { atMs: number; pages: HttpRecord[] }[] {
    const times = pages.map(({ at }) => Date.parse(at));
    const from = times.reduce((low, at) => Math.min(low, at), Number.POSITIVE_INFINITY);
    const to = times.reduce((high, at) => Math.max(high, at), Number.NEGATIVE_INFINITY);
    if (!Number.isFinite(from)) return [];
    const stretchMs = Math.max(LEAST_STRETCH_MS, (to - from) / STRETCHES);
    const found = Array.from({ length: Math.floor((to - from) / stretchMs) + 1 }, (_, index) => ({
        atMs: from + (index + 0.5) * stretchMs,
        pages: [] as HttpRecord[],
    }));
    for (const [index, page] of pages.entries()) {
        found[Math.floor(((times[index] ?? from) - from) / stretchMs)]?.pages.push(page);
    }
    return found;
}
