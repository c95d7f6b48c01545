/** Seconds between two samples, as Prometheus scrapes. */
export const STEP = 15;
/** How long a scenario lasts, in seconds. */
export const LENGTH = 600;

/** The value of a series at a time in seconds; undefined: it isn't there. */
export type Values = (seconds: number) => number | undefined;

/** Series of one scenario by selector, as in an exposition. */
export type Series = ReadonlyMap<string, Values>;

const TIMES = Array.from({ length: LENGTH / STEP + 1 }, (_, index) => index * STEP);

/** What a counter shows that rises by so much a second. */
export function counter(rate: (seconds: number) => number): Values {
    const shown = new Map<number, number>();
    let total = 0;
    for (const time of TIMES) {
        if (time > 0) total += rate(time - STEP / 2) * STEP;
        shown.set(time, total);
    }
    return (seconds) => shown.get(seconds);
}

/** The same as a series that is there only between two times. */
export function between(from: number, to: number, values: Values): Values {
    return (seconds) => (seconds >= from && seconds < to ? values(seconds) : undefined);
}

/** Samples as promtool's unit tests write them; a series that ends says so, as a scrape does. */
export function inputSeries(all: Series): { series: string; values: string }[] {
    return [...all].map(([series, values]) => {
        let wasThere = false;
        const shown = TIMES.map((time) => {
            const value = values(time);
            const ended = value === undefined && wasThere;
            wasThere = value !== undefined;
            if (value !== undefined) return String(Number(value.toFixed(6)));
            return ended ? "stale" : "_";
        });
        return { series, values: shown.join(" ") };
    });
}
