import { setTimeout as pause } from "node:timers/promises";

/**
 * The work that is under way. A client that went away no longer holds its connection, so a draining
 * server does not know that its order is still being placed.
 */
export class InFlight {
    private readonly works = new Set<Promise<unknown>>();

    /** Follows one piece of work to its end; gives it back. */
    track<T>(work: Promise<T>): Promise<T> {
        const forget = (): void => void this.works.delete(work);
        this.works.add(work);
        work.then(forget, forget);
        return work;
    }

    /** Resolves once all is done, or after the time given. */
    async settle(limitMs: number): Promise<void> {
        const cut = new AbortController();
        await Promise.race([
            Promise.allSettled(this.works),
            pause(limitMs, undefined, { signal: cut.signal }).catch(() => {}),
        ]);
        cut.abort();
    }
}
