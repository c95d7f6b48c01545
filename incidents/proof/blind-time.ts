/** How long nobody looked at the watched incident, between two looks that counted. */
export class BlindTime {
    /** Before the first look nothing is missed: without one the signature isn't seen. */
    #lookedAt = 0;
    #longestMs = 0;

    looked(nowMs: number): void {
        this.#longestMs = this.longestMs(nowMs);
        this.#lookedAt = nowMs;
    }

    /** The longest so far, the time since the last look included. */
    longestMs(nowMs: number): number {
        return Math.max(this.#longestMs, this.#lookedAt > 0 ? nowMs - this.#lookedAt : 0);
    }
}
