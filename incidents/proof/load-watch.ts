import type { ClusterView, LoadState } from "./cluster-view.ts";
import type { Clock } from "./senses.ts";

/** An API server that says nothing of the load for so long says nothing any more. */
const SILENCE_MS = 60_000;

/** The load of a stack that is proven, as the API server tells of it. */
export class LoadWatch {
    readonly #cluster: Pick<ClusterView, "load">;
    readonly #stack: string;
    readonly #clock: Pick<Clock, "now">;
    #seenAt = 0;
    #isExpected = false;

    constructor(cluster: Pick<ClusterView, "load">, stack: string, clock: Pick<Clock, "now">) {
        this.#cluster = cluster;
        this.#stack = stack;
        this.#clock = clock;
    }

    /** Whether the stack has brought a load. */
    get isExpected(): boolean {
        return this.#isExpected;
    }

    /** The stack is up: from here on a load that isn't there has been lost. */
    async applied(): Promise<void> {
        this.#isExpected = (await this.state()).state !== "none";
    }

    /** Where it stands; an API server that is busy for a moment is asked again later. */
    async state(): Promise<LoadState> {
        try {
            const load = await this.#cluster.load(this.#stack);
            this.#seenAt = this.#clock.now();
            return load;
        } catch (error) {
            this.#seenAt ||= this.#clock.now();
            if (this.#clock.now() - this.#seenAt > SILENCE_MS) throw error;
            return { state: "running" };
        }
    }

    /** What is wrong with a load in that state, or undefined. */
    complaint(load: LoadState): string | undefined {
        if (load.state === "failed") return `the load fails (${load.reason})`;
        return this.#isExpected && load.state === "none" ? "the load is gone" : undefined;
    }
}
