import { Agent } from "node:http";
import { type PageSample, percentile, samplePage } from "../../../incidents/witness/samples.ts";
import { DOOR_WINDOW_S, type DoorFigures } from "./shop-state.ts";

/** The shop's visitors are not to notice who watches. */
const PAUSE_MS = 1_000;
/** An answer may take 15 s. */
const MOST_AT_ONCE = 15;

type Sample = (url: string, options: { agent: Agent }) => Promise<PageSample>;

/** Asks the front door for a product page a second, whatever the shop takes for the last one. */
export class DoorWatch {
    readonly #url: string;
    readonly #sample: Sample;
    readonly #now: () => number;
    readonly #agent = new Agent({ keepAlive: true, maxSockets: MOST_AT_ONCE });
    #seen: { atMs: number; page: PageSample }[] = [];
    #timer: NodeJS.Timeout | undefined;

    /** @param url address of the shop on the host */
    constructor(url: string, sample: Sample = samplePage, now: () => number = Date.now) {
        this.#url = `${url}/catalogue`;
        this.#sample = sample;
        this.#now = now;
    }

    /** Asks once. */
    async ask(): Promise<void> {
        const page = await this.#sample(this.#url, { agent: this.#agent });
        this.#seen.push({ atMs: this.#now(), page });
    }

    start(): void {
        void this.ask();
        this.#timer = setInterval(() => void this.ask(), PAUSE_MS);
    }

    stop(): void {
        clearInterval(this.#timer);
        this.#agent.destroy();
    }

    figures(): DoorFigures {
        const oldest = this.#now() - DOOR_WINDOW_S * 1000;
        this.#seen = this.#seen.filter(({ atMs }) => atMs >= oldest);
        const pages = this.#seen.map(({ page }) => page);
        const errors = pages.flatMap(({ error }) => error ?? []);
        const waits = pages.map(({ latencyMs }) => latencyMs);
        return {
            pages: pages.length,
            failures: errors.length,
            p95Ms: waits.length === 0 ? null : Math.round(percentile(waits, 0.95)),
            lastError: errors.at(-1) ?? null,
        };
    }
}
