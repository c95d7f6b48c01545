import type { Truncation } from "../schema/manifest.ts";
import type { StreamName } from "../schema/streams.ts";

/** What a run may take, in bytes of text; compressed it is about a tenth. */
export const RUN_LIMIT_BYTES = 20_000_000;

/**
 * What a stream may take of it, in bytes. Those that aren't here are never cut: they say what happened and how it came
 * out, in some hundred lines. What is left over by these is for them.
 */
const QUOTA_BYTES: Partial<Record<StreamName, number>> = {
    objects: 1_000_000,
    orders: 400_000,
    events: 600_000,
    load: 600_000,
    metrics: 6_500_000,
    http: 2_400_000,
    readings: 4_500_000,
    logs: 3_500_000,
};

/**
 * Keeps a run within its size. A stream that has used three quarters of its share is thinned: with seven eighths every
 * fourth record is kept, with fifteen sixteenths every sixteenth. So what is left lasts: it gets coarser and doesn't end
 * before the run does.
 */
export class Budget {
    readonly #quotas: Partial<Record<StreamName, number>>;
    readonly #used = new Map<StreamName, number>();
    readonly #offered = new Map<string, number>();
    readonly #truncated = new Map<StreamName, Truncation>();

    constructor(quotas = QUOTA_BYTES) {
        this.#quotas = quotas;
    }

    /**
     * Whether a record may be written.
     * @param key what it is one of, such as a service: of each the first is kept, however much others say
     */
    admits(stream: StreamName, bytes: number, at: Date, key = ""): boolean {
        const quota = this.#quotas[stream];
        const used = this.#used.get(stream) ?? 0;
        if (quota !== undefined) {
            const counter = `${stream} ${key}`;
            const turn = this.#offered.get(counter) ?? 0;
            this.#offered.set(counter, turn + 1);
            const left = 1 - Math.min(used / quota, 1);
            const every = 2 ** Math.max(0, Math.floor(2 * Math.log2(0.25 / left)));
            if (turn % every !== 0 || used + bytes > quota) {
                this.leftOut(stream, 1, bytes, at);
                return false;
            }
        }
        this.#used.set(stream, used + bytes);
        return true;
    }

    /** Records that were left out, here or where they come from. */
    leftOut(stream: StreamName, records: number, bytes: number, at: Date): void {
        const known = this.#truncated.get(stream);
        this.#truncated.set(stream, {
            stream,
            records: (known?.records ?? 0) + records,
            bytes: (known?.bytes ?? 0) + bytes,
            since: known?.since ?? at.toISOString(),
        });
    }

    get usedBytes(): number {
        return [...this.#used.values()].reduce((sum, bytes) => sum + bytes, 0);
    }

    get truncated(): Truncation[] {
        return [...this.#truncated.values()];
    }
}
