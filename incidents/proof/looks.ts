import type { ReadingRecord } from "../evidence/schema/observation.ts";
import type { Reading } from "../incident.ts";
import type { HealthyState } from "../witness/witness.ts";
import { BlindTime } from "./blind-time.ts";
import { MIN_PAGES, readingOf, seesHealthy } from "./figures.ts";
import type { Clock, ProofWitness, RunOptions } from "./senses.ts";
import { Tally } from "./tally.ts";

/** Several times what was ever seen on the reference machine. */
const HEALTHY_TIMEOUT_MS = 60_000;
const FIGURES_PAUSE_MS = 200;
/** Who saw nothing for so long doesn't know what broke; the longest seen under an overload was 12 s. */
const BLIND_MS = 45_000;

type LookOptions = Pick<RunOptions, "evidence" | "incident" | "signal">;

/** The witness's looks at the shop: only those that stand on enough figures are taken, counted and kept. */
export class Looks {
    readonly tally: Tally;
    readonly #options: LookOptions;
    readonly #witness: ProofWitness;
    readonly #clock: Clock;
    readonly #blind = new BlindTime();
    #healthy: HealthyState | undefined;

    constructor(options: LookOptions, witness: ProofWitness, clock: Clock) {
        this.#options = options;
        this.#witness = witness;
        this.#clock = clock;
        this.tally = new Tally(options.incident);
    }

    /** What is wrong with the shop after a while, or undefined once the witness has seen enough of it. */
    async waitForFigures(): Promise<string | undefined> {
        // The engine takes a core while it looks: pages of that time would be a slow measure.
        this.#witness.forgetPages();
        const deadline = this.#clock.now() + HEALTHY_TIMEOUT_MS;
        for (;;) {
            if (seesHealthy(this.#witness)) return undefined;
            if (this.#clock.now() > deadline) {
                const { pages, cpu, lastError } = this.#witness.readiness();
                return [
                    `the witness does not see a healthy shop: ${pages} pages`,
                    `${this.#witness.failures()} failed`,
                    `CPU counters ${String(cpu)}`,
                    ...this.#witness.lacking(),
                    ...this.#witness.complaints(),
                    ...(lastError === undefined ? [] : [lastError.message]),
                ].join(", ");
            }
            await this.#pause();
        }
    }

    /** Takes the shop as it is now for the healthy one, which all later looks are compared with. */
    healthy(): Reading {
        this.#healthy = this.#witness.healthyState();
        const reading = this.#witness.reading(this.#healthy);
        this.#keep("healthy", reading);
        return reading;
    }

    /** Waits for as many pages as a figure must stand on, all of them from now on. */
    async settle(): Promise<void> {
        this.#witness.forgetPages();
        const deadline = this.#clock.now() + HEALTHY_TIMEOUT_MS;
        while (this.#witness.readiness().pages < MIN_PAGES && this.#clock.now() < deadline) {
            await this.#pause();
        }
    }

    /** One look at the applied incident, counted; undefined while there are too few figures. */
    atIncident(): { red: boolean; reading: Reading } | undefined {
        const reading = this.read("applied");
        if (reading === undefined) return undefined;
        this.#blind.looked(this.#clock.now());
        return { red: this.tally.look(reading), reading };
    }

    /** One look once the load has ended, counted for what may never be seen. */
    withoutLoad(phase: ReadingRecord["phase"]): Reading | undefined {
        const reading = this.read(phase);
        if (reading === undefined) return undefined;
        this.#blind.looked(this.#clock.now());
        this.tally.look(reading, true);
        return reading;
    }

    /** One look that isn't counted; undefined while there are too few figures. */
    read(phase: ReadingRecord["phase"]): Reading | undefined {
        if (this.#healthy === undefined) return undefined;
        const reading = readingOf(this.#witness, this.#healthy);
        if (reading !== undefined) this.#keep(phase, reading);
        return reading;
    }

    /** Why nobody who looked so can say that nothing else broke; undefined where they can. */
    blindness(): string | undefined {
        const blindMs = this.#blind.longestMs(this.#clock.now());
        if (blindMs <= BLIND_MS) return undefined;
        const lacks = this.#witness.lacking().join(", ");
        return `no look for ${(blindMs / 1000).toFixed(0)} s${lacks && ` (${lacks})`}`;
    }

    #keep(phase: ReadingRecord["phase"], reading: Reading): void {
        this.#options.evidence?.reading(new Date(this.#clock.now()), phase, reading);
    }

    #pause(): Promise<void> {
        return this.#clock.pause(FIGURES_PAUSE_MS, this.#options.signal);
    }
}
