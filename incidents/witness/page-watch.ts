import { type PageFigures, pageFigures, type PageSample, percentile } from "./samples.ts";

/** Pages of the last so many milliseconds make a reading; enough for a 95th percentile at 4 a second. */
const WINDOW_MS = 12_000;

/** So many good pages say how long a good one takes; one or two may be a hiccup. */
const GOOD_PAGES = 5;

interface Seen {
    atMs: number;
    page: PageSample;
    /** False until the first good page since the last command. */
    isServed: boolean;
}

/** The pages that customers got lately. */
export class PageWatch {
    #seen: Seen[] = [];
    /** Pages asked for before this moment are not about what is looked at now. */
    #sinceMs = 0;
    #isServed = true;
    #goodPeakP95Ms = 0;

    /** Forgets the pages so far and those on their way. */
    forget(nowMs: number): void {
        this.#seen = [];
        this.#sinceMs = nowMs;
    }

    /** The same where a command ended: a database may have been replaced, which opens a breaker by itself. */
    began(nowMs: number): void {
        this.forget(nowMs);
        this.#isServed = false;
        this.#goodPeakP95Ms = 0;
    }

    /** Takes a page that came, or didn't. */
    add(page: PageSample, askedMs: number, nowMs: number): void {
        if (askedMs >= this.#sinceMs) {
            if (page.error === undefined) this.#isServed = true;
            this.#seen.push({ atMs: nowMs, page, isServed: this.#isServed });
        }
        this.#seen = this.#seen.filter((one) => one.atMs >= nowMs - WINDOW_MS);
        const good = this.#seen.filter((one) => one.page.error === undefined);
        if (good.length < GOOD_PAGES) return;
        const p95Ms = percentile(
            good.map((one) => one.page.latencyMs),
            0.95,
        );
        this.#goodPeakP95Ms = Math.max(this.#goodPeakP95Ms, p95Ms);
    }

    /**
     * Highest 95th percentile that the good pages of a window had since the last command, in milliseconds; 0
     * where none held {@link GOOD_PAGES}. It outlives {@link forget}: a shop that crashes again and again
     * gives slow pages before each crash, and quick ones or none after it.
     */
    get goodPeakP95Ms(): number {
        return this.#goodPeakP95Ms;
    }

    get count(): number {
        return this.#seen.length;
    }

    /** Pages that failed. */
    get failures(): number {
        return this.#seen.filter(({ page }) => page.error !== undefined).length;
    }

    /** @throws RangeError for no pages at all */
    figures(): PageFigures {
        const served = this.#seen.filter(({ isServed }) => isServed).map(({ page }) => page);
        return {
            ...pageFigures(this.#seen.map(({ page }) => page)),
            breakerOpenShare: served.length === 0 ? 0 : pageFigures(served).breakerOpenShare,
        };
    }
}
