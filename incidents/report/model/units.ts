import type { SeriesDefinition } from "../../evidence/schema/metric.ts";

/** A unit as it is kept, and as a reader wants it. */
export interface ShownUnit {
    unit: string;
    /** What a value is multiplied with. */
    factor: number;
}

/** From here on milliseconds are hard to read. */
const LONG_SECONDS = 10;

/** @param greatest of the values, in the unit they are kept in */
export function shownUnit(kept: SeriesDefinition["unit"], greatest: number): ShownUnit {
    switch (kept) {
        case "seconds":
            return greatest < LONG_SECONDS
                ? { unit: "ms", factor: 1000 }
                : { unit: "s", factor: 1 };
        case "share":
            return { unit: "%", factor: 100 };
        case "per second":
            return { unit: "/s", factor: 1 };
        case "cores":
            return { unit: "millicores", factor: 1000 };
        case "bytes":
            return { unit: "MiB", factor: 1 / 2 ** 20 };
        case "count":
            return { unit: "", factor: 1 };
    }
}
