import type { OwnImageFeature } from "../components/shop/upstream-images.ts";
import type { Looks, ReadingParts } from "./reading-parts.ts";

/** What is measured from outside while an incident runs; units are in the names. */
export interface Reading extends Partial<ReadingParts> {
    /** 95th percentile of GET /catalogue through the host port, in milliseconds. */
    catalogueP95Ms: number;
    /** The same before the incident. */
    baselineP95Ms: number;
    /** Share of answers whose body says that the `List` breaker is open, 0 to 1. */
    breakerOpenShare: number;
    /** Share of failed answers (status, or an error in the body), 0 to 1. */
    failedShare: number;
    /** Share of CPU periods in which the container was throttled, per container name, 0 to 1. */
    throttledShare: Record<string, number>;
    /** CPU used, in percent of the container's limit, per container name. */
    cpuPercentOfLimit: Record<string, number>;
    /** Restarts since the baseline was taken, per pod owner, of every namespace. */
    restarts: Record<string, number>;
    /** Phase of the pods of each workload of the shop. */
    phases: Record<string, string>;
}

/** One line of a signature. `value` is shown in the proof, `holds` decides. */
export interface Criterion {
    name: string;
    /** The threshold in words, with its unit. */
    expected: string;
    /** Where the figure comes from. */
    source: string;
    /** True for a must-not of which the opposite is what a recovery brings. Default false. */
    onlyWhileApplied?: true;
    value(reading: Reading): string;
    holds(reading: Reading): boolean;
}

/** What makes an incident the one it claims to be. */
export interface Incident {
    id: string;
    title: string;
    /** What only our own images can do and the incident can't be without. Default nothing. */
    needs?: readonly OwnImageFeature[];
    /** What has to be measured for its criteria. Default what the witness always measures. */
    looks?: Looks;
    /** All of these must be seen at the same time before the load ends. */
    must: readonly Criterion[];
    /** None of these may be seen, until the recovery and after it: else another thing broke. */
    mustNot: readonly Criterion[];
    /** All of these must hold again after the recovery. */
    recovered: readonly Criterion[];
}
