import { Histogram, Registry, collectDefaultMetrics } from "@prometheus-io/client";
import type { LabelValues } from "@prometheus-io/client";

/** What a service counts with, and the text Prometheus reads. */
export interface Metrics<Label extends string> {
    /** Counts one answered request under its labels; the time is in milliseconds. */
    observe(labels: LabelValues<Label>, milliseconds: number): void;
    /** The exposition text, and its content type. */
    text(): Promise<string>;
    contentType: string;
}

/** Upstream's and Go's default buckets, in seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * A registry of its own with the process metrics and the request histogram under the name that the
 * released images use (the dashboards and the alert rule of upstream expect it).
 */
export function createMetrics<Label extends string>(labelNames: readonly Label[]): Metrics<Label> {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    const histogram = new Histogram<Label>({
        name: "request_duration_seconds",
        help: "Time (in seconds) spent serving HTTP requests.",
        labelNames: [...labelNames],
        buckets: BUCKETS,
        registers: [registry],
    });
    return {
        observe: (labels, milliseconds) => histogram.observe(labels, milliseconds / 1000),
        text: () => registry.metrics(),
        contentType: registry.contentType,
    };
}
