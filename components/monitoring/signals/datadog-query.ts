import type { Signal } from "./signal.ts";

/** From which figure on Datadog calls; it may count in another unit than Prometheus. */
export function datadogThreshold({ datadog, threshold }: Signal): number {
    return datadog.threshold ?? threshold;
}

/** The whole query of a signal's monitor. */
export function datadogQuery(signal: Signal): string {
    const { datadog, compare } = signal;
    return `${datadog.measure} ${datadog.compare ?? compare} ${datadogThreshold(signal)}`;
}
