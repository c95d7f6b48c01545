import type { Criterion, Incident, Reading } from "../incident.ts";
import { LOOK_PAUSE_MS } from "../proof/clock.ts";
import { readingOf, seesHealthy } from "../proof/figures.ts";
import type { Clock, ProofWitness } from "../proof/senses.ts";
import { Tally } from "../proof/tally.ts";
import { shown } from "../proof/words.ts";
import type { HealthyState } from "../witness/witness.ts";
import type { RepairSigns } from "./repair.ts";

/** Bounds of each wait, as those of a proof. */
const FIGURES_TIMEOUT_MS = 60_000;
/** What is mended stays so: longer than a front-end takes to fall behind again. */
const STEADY_MS = 15_000;

/** Pods of the shop that aren't ending, by uid. */
export type Pods = ReadonlyMap<string, string>;

/** Looks at a drill's shop with the witness of a proof. */
export class DrillWatch {
    readonly #witness: ProofWitness;
    readonly #clock: Clock;
    readonly #signal: AbortSignal | undefined;

    /** @param witness has to be looking */
    constructor(witness: ProofWitness, clock: Clock, signal?: AbortSignal) {
        this.#witness = witness;
        this.#clock = clock;
        this.#signal = signal;
    }

    /** Waits for a healthy shop. @throws Error with what is wrong with it */
    async healthy(timeoutMs = FIGURES_TIMEOUT_MS): Promise<HealthyState> {
        const deadline = this.#clock.now() + timeoutMs;
        for (;;) {
            if (seesHealthy(this.#witness)) return this.#witness.healthyState();
            if (this.#clock.now() > deadline) {
                const seen = [
                    `${this.#witness.readiness().pages} pages`,
                    `${this.#witness.failures()} failed`,
                    ...this.#witness.lacking(),
                    ...this.#witness.complaints(),
                ].join(", ");
                throw new Error(`the witness does not see a healthy shop: ${seen}`);
            }
            await this.#pause();
        }
    }

    /**
     * Waits for the incident's signature, twice on fresh pages.
     * @returns the musts that lack, or none once it was seen
     */
    async red(incident: Incident, healthy: HealthyState, timeoutMs: number): Promise<string[]> {
        const tally = new Tally(incident);
        const deadline = this.#clock.now() + timeoutMs;
        let reading: Reading | undefined;
        let times = 0;
        while (this.#clock.now() < deadline) {
            await this.#pause();
            const seen = readingOf(this.#witness, healthy);
            if (seen === undefined) continue;
            reading = seen;
            times = tally.look(seen) ? times + 1 : 0;
            if (times === 2) return [];
            if (times === 1) this.#witness.forgetPages();
        }
        return tally.lacking(reading);
    }

    /**
     * Waits until those criteria hold, for some seconds on end, without a restart or another pod meanwhile.
     * @param pods reads them
     */
    async mended(
        criteria: readonly Criterion[],
        healthy: HealthyState,
        pods: () => Promise<Pods>,
        timeoutMs: number,
    ): Promise<RepairSigns> {
        const deadline = this.#clock.now() + timeoutMs;
        let reading: Reading | undefined;
        let since: { atMs: number; restarts: Reading["restarts"]; pods: Pods } | undefined;
        let unsteady: string[] = [];
        while (this.#clock.now() < deadline) {
            await this.#pause();
            const seen = readingOf(this.#witness, healthy);
            if (seen === undefined) continue;
            reading = seen;
            const now = await pods();
            const changed = since === undefined ? [] : changesOf(since, seen.restarts, now);
            if (changed.length > 0) unsteady = changed;
            if (changed.length > 0 || !criteria.every((one) => one.holds(seen))) {
                since = undefined;
                continue;
            }
            since ??= { atMs: this.#clock.now(), restarts: seen.restarts, pods: now };
            if (this.#clock.now() - since.atMs >= STEADY_MS) return { unmet: [], unsteady: [] };
        }
        const failing = criteria.filter((one) => reading === undefined || !one.holds(reading));
        const unmet = failing.map(
            (one) => `${one.name}: ${shown(one, reading)}, expected ${one.expected}`,
        );
        const late = `not for ${STEADY_MS / 1000} s on end`;
        return { unmet: unmet.length + unsteady.length > 0 ? unmet : [late], unsteady };
    }

    #pause(): Promise<void> {
        return this.#clock.pause(LOOK_PAUSE_MS, this.#signal);
    }
}

/** Whose containers restarted, and of which a pod is gone. */
function changesOf(
    before: { restarts: Reading["restarts"]; pods: Pods },
    restarts: Reading["restarts"],
    pods: Pods,
): string[] {
    const restarted = Object.entries(restarts)
        .filter(([owner, count]) => count > (before.restarts[owner] ?? 0))
        .map(([owner]) => owner);
    const gone = [...before.pods].filter(([uid]) => !pods.has(uid)).map(([, name]) => name);
    return [...new Set([...restarted, ...gone])];
}
