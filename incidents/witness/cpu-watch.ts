import type { CpuCounters, LiveContainer } from "./cpu-samples.ts";

/** Counters closer than this say little about a share of 100 ms periods. */
const SPAN_MS = 5_000;
/** Counters kept of a container: the kubelet reads every ten seconds, so this is the last minute. */
const KEPT = 6;
/** A container older than this has been read by the kubelet twice; a younger one may have no span yet. */
const YOUNG_MS = 30_000;

/** Figures by workload; where it has several pods, those of the one that is worst off. */
export interface CpuFigures {
    /** Share of CPU periods in which the container was throttled, 0 to 1. */
    throttledShare: Record<string, number>;
    /** CPU used, in percent of the container's limit. */
    percentOfLimit: Record<string, number>;
    /** The highest that `percentOfLimit` has been since the last command ended. */
    peakPercentOfLimit: Record<string, number>;
}

interface Span {
    throttledShare: number;
    percentOfLimit: number | undefined;
}

/**
 * Makes shares of a limit out of counters. Counters of two containers are never compared, not even in one
 * pod: a restarted one counts from zero again. A container that is gone has no figure any more.
 */
export class CpuWatch {
    #series = new Map<string, CpuCounters[]>();
    #live: readonly LiveContainer[] = [];
    readonly #peaks = new Map<string, number>();

    /** Takes what the kubelets say at one moment, and the containers there are. */
    add(counters: readonly CpuCounters[], live: readonly LiveContainer[]): void {
        const known = new Map(counters.map((one) => [one.id, one]));
        this.#live = live;
        this.#series = new Map(
            live.map(({ id }) => {
                const seen = this.#series.get(id) ?? [];
                const next = known.get(id);
                const isNew = next !== undefined && next.timeMs !== seen.at(-1)?.timeMs;
                return [id, (isNew ? [...seen, next] : seen).slice(-KEPT)];
            }),
        );
        for (const container of live) {
            const percent = this.#span(container)?.percentOfLimit;
            if (percent === undefined) continue;
            this.#peaks.set(
                container.name,
                Math.max(percent, this.#peaks.get(container.name) ?? 0),
            );
        }
    }

    /** From here on peaks are about what comes. */
    forgetPeaks(): void {
        this.#peaks.clear();
    }

    /** True once every container that has run long enough has a figure. */
    isReady(nowMs: number): boolean {
        const lacking = this.#live.filter(
            (one) =>
                one.isRunning &&
                nowMs - (one.startedMs ?? nowMs) >= YOUNG_MS &&
                this.#span(one) === undefined,
        );
        return this.#live.length > 0 && lacking.length === 0;
    }

    figures(): CpuFigures {
        const throttledShare: Record<string, number> = {};
        const percentOfLimit: Record<string, number> = {};
        for (const container of this.#live) {
            const span = this.#span(container);
            if (span === undefined) continue;
            const { name } = container;
            throttledShare[name] = Math.max(span.throttledShare, throttledShare[name] ?? 0);
            if (span.percentOfLimit === undefined) continue;
            percentOfLimit[name] = Math.max(span.percentOfLimit, percentOfLimit[name] ?? 0);
        }
        const peakPercentOfLimit = Object.fromEntries(this.#peaks);
        return { throttledShare, percentOfLimit, peakPercentOfLimit };
    }

    /**
     * What lies between a container's newest counters and the ones before that are far enough away; for a
     * young one that was read once only, between its start and now.
     */
    #span({ id, limitMilli, startedMs }: LiveContainer): Span | undefined {
        const seen = this.#series.get(id) ?? [];
        const last = seen.at(-1);
        if (last === undefined) return undefined;
        const age = last.timeMs - (startedMs ?? -Infinity);
        const start =
            age > YOUNG_MS
                ? undefined
                : { timeMs: last.timeMs - age, periods: 0, throttledPeriods: 0, usageSeconds: 0 };
        const first = seen.findLast((one) => last.timeMs - one.timeMs >= SPAN_MS) ?? start;
        if (first === undefined || last.timeMs - first.timeMs < SPAN_MS) return undefined;
        const periods = last.periods - first.periods;
        const throttled = last.throttledPeriods - first.throttledPeriods;
        const milli =
            ((last.usageSeconds - first.usageSeconds) / (last.timeMs - first.timeMs)) * 1e6;
        return {
            throttledShare: periods === 0 ? 0 : throttled / periods,
            percentOfLimit: limitMilli === undefined ? undefined : (100 * milli) / limitMilli,
        };
    }
}
