import type { Criterion, Reading } from "../incident.ts";
import type { Verdict } from "./monitoring-points.ts";
import type { DecidedCriterion, Point } from "./point.ts";
import type { Clock, RunOptions } from "./senses.ts";
import { firstLine } from "./words.ts";

/** What a proof has found so far: its points, its decided criteria, and why it isn't valid. */
export class Findings {
    readonly points: Point[] = [];
    readonly because: string[] = [];
    readonly criteria: DecidedCriterion[] = [];
    readonly #options: Pick<RunOptions, "evidence" | "say">;
    readonly #clock: Pick<Clock, "now">;
    #lastAt: number;

    constructor(options: Pick<RunOptions, "evidence" | "say">, clock: Pick<Clock, "now">) {
        this.#options = options;
        this.#clock = clock;
        this.#lastAt = clock.now();
    }

    /** Notes a point and says it; `because` is what to say of it in the summary where it doesn't hold. */
    point(name: string, holds: boolean, seen: string, because: readonly string[] = []): boolean {
        const now = this.#clock.now();
        const seconds = (now - this.#lastAt) / 1000;
        this.#lastAt = now;
        const point = { name, holds, seen, at: new Date(now).toISOString(), seconds };
        this.points.push(point);
        this.#options.evidence?.point(point);
        if (!holds) {
            const named = because.length > 0 ? because : [firstLine(seen)];
            this.because.push(...named.map((one) => `${name}: ${one}`));
        }
        this.#options.say(`${holds ? "✓" : "✗"} ${name} (${seconds.toFixed(1)} s): ${seen}`);
        return holds;
    }

    verdict(name: string, { holds, seen, because }: Verdict): boolean {
        return this.point(name, holds, seen, because);
    }

    /** Takes what the last look showed of some criteria; without a look nothing is decided. */
    decide(
        group: "healed" | "recovered",
        criteria: readonly Criterion[],
        reading: Reading | undefined,
    ): void {
        if (reading === undefined) return;
        const decided = criteria.map((one): DecidedCriterion => {
            const { name, expected, source } = one;
            const value = one.value(reading);
            return { group, name, expected, value, source, asExpected: one.holds(reading) };
        });
        this.take(decided);
    }

    take(decided: readonly DecidedCriterion[]): void {
        this.criteria.push(...decided);
        this.#options.evidence?.criteria(decided);
    }
}
