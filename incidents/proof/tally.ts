import type { Criterion, Incident, Reading } from "../incident.ts";
import type { DecidedCriterion, Spread } from "./point.ts";

interface Count {
    held: number;
    of: number;
    figures: number[];
    /** What was shown when it first held. */
    firstSeen: string | undefined;
}

/** Counts, look by look, how an incident's musts and must-nots did while it was watched. */
export class Tally {
    readonly #must: readonly Criterion[];
    readonly #mustNot: readonly Criterion[];
    readonly #counts = new Map<Criterion, Count>();

    constructor({ must, mustNot }: Pick<Incident, "must" | "mustNot">) {
        this.#must = must;
        this.#mustNot = mustNot;
        for (const one of [...must, ...mustNot]) {
            this.#counts.set(one, { held: 0, of: 0, figures: [], firstSeen: undefined });
        }
    }

    /**
     * Takes one look at the applied incident.
     * @param isHealing true once its load has ended: what it does and forbids alike ends then
     * @returns whether all musts hold at once
     */
    look(reading: Reading, isHealing = false): boolean {
        const forbidden = this.#mustNot.filter((one) => !isHealing || !one.onlyWhileApplied);
        for (const one of forbidden) this.#count(one, reading);
        if (isHealing) return false;
        return this.#must.map((one) => this.#count(one, reading)).every(Boolean);
    }

    /** The must-nots that were ever seen, with what was shown then. */
    broken(): { name: string; value: string }[] {
        return this.#mustNot.flatMap((one) => {
            const value = this.#counts.get(one)?.firstSeen;
            return value === undefined ? [] : [{ name: one.name, value }];
        });
    }

    /** Musts and must-nots as they were decided; what a must shows comes from `reading`. */
    decided(reading: Reading, isRed: boolean): DecidedCriterion[] {
        return [
            ...this.#must.map((one) => ({
                ...this.#row("must", one, one.value(reading)),
                asExpected: isRed || one.holds(reading),
            })),
            ...this.#mustNot.map((one) => {
                const seen = this.#counts.get(one)?.firstSeen;
                return {
                    ...this.#row("must not", one, seen ?? one.value(reading)),
                    asExpected: seen === undefined,
                };
            }),
        ];
    }

    /** Why the signature was not seen, must by must. */
    lacking(reading: Reading | undefined): string[] {
        if (reading === undefined) return this.#must.map(({ name }) => `must not met: ${name}`);
        const missing = this.#must.filter((one) => !one.holds(reading));
        // Each may have held, but never all of them twice in a row.
        const named = missing.length > 0 ? missing : this.#must.filter((one) => !this.#always(one));
        return named.map((one) => {
            const { held = 0, of = 0 } = this.#counts.get(one) ?? {};
            const often = held === 0 ? "never" : `${held} of ${of} looks`;
            return `must not met: ${one.name} (${one.value(reading)}; expected ${one.expected}; held ${often})`;
        });
    }

    #always(one: Criterion): boolean {
        const { held, of } = this.#counts.get(one) ?? { held: 0, of: 0 };
        return held === of;
    }

    #count(one: Criterion, reading: Reading): boolean {
        const count = this.#counts.get(one);
        if (count === undefined) throw new Error(`${one.name} is not counted`);
        const holds = one.holds(reading);
        count.of++;
        if (holds) {
            count.held++;
            count.firstSeen ??= one.value(reading);
        }
        const figure = one.figure?.(reading);
        if (figure !== undefined && Number.isFinite(figure)) count.figures.push(figure);
        return holds;
    }

    #row(
        group: "must" | "must not",
        one: Criterion,
        value: string,
    ): Omit<DecidedCriterion, "asExpected"> {
        const { name, expected, source } = one;
        const { held = 0, of = 0, figures = [] } = this.#counts.get(one) ?? {};
        const spread = spreadOf(figures, one.unit ?? "");
        return {
            ...{ group, name, expected, value, source, looks: { held, of } },
            ...(spread === undefined ? {} : { spread }),
        };
    }
}

/** The least, the middle and the greatest of some figures; undefined for none. */
export function spreadOf(figures: readonly number[], unit: string): Spread | undefined {
    const sorted = [...figures].sort((a, b) => a - b);
    const [min, max] = [sorted[0], sorted.at(-1)];
    if (min === undefined || max === undefined) return undefined;
    const half = sorted.length / 2;
    const [below, above] = [sorted[Math.ceil(half) - 1] ?? min, sorted[Math.floor(half)] ?? max];
    return { unit, min, median: (below + above) / 2, max };
}
