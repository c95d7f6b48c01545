/** Asks one source for what came since the last time. */
export interface Collector {
    /** Whom a gap is named after. */
    readonly name: string;
    /** @throws where the source doesn't answer; what it would have said is asked for the next time */
    collect(now: Date): Promise<void>;
}

/** Collectors that take their turns: at no time is more than one of them asking. */
export class Lane {
    readonly #gap: (name: string, error: Error) => void;
    readonly #collectors: readonly Collector[];
    #last: Promise<void> = Promise.resolve();

    constructor(gap: (name: string, error: Error) => void, collectors: readonly Collector[]) {
        this.#gap = gap;
        this.#collectors = collectors;
    }

    /** All of them, after what is under way. */
    round(now: () => Date): Promise<void> {
        return this.ask(this.#collectors, now);
    }

    /** Others, in the same turn. One that fails is a gap and stops nobody. */
    ask(collectors: readonly Collector[], now: () => Date): Promise<void> {
        this.#last = this.#last.then(async () => {
            for (const one of collectors) {
                try {
                    await one.collect(now());
                } catch (error) {
                    this.#gap(one.name, error as Error);
                }
            }
        });
        return this.#last;
    }
}
