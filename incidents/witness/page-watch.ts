import { type PageFigures, pageFigures, type PageSample } from "./samples.ts";

/** Pages of the last so many milliseconds make a reading; enough for a 95th percentile at 4 a second. */
const WINDOW_MS = 12_000;

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

    /** Forgets the pages so far and those on their way. */
    forget(nowMs: number): void {
        this.#seen = [];
        this.#sinceMs = nowMs;
    }

    /** The same where a command ended: a database may have been replaced, which opens a breaker by itself. */
    began(nowMs: number): void {
        this.forget(nowMs);
        this.#isServed = false;
    }

    /** Takes a page that came, or didn't. */
    add(page: PageSample, askedMs: number, nowMs: number): void {
        if (askedMs >= this.#sinceMs) {
            if (page.error === undefined) this.#isServed = true;
            this.#seen.push({ atMs: nowMs, page, isServed: this.#isServed });
        }
        this.#seen = this.#seen.filter((one) => one.atMs >= nowMs - WINDOW_MS);
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
