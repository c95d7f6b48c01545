import type { OwnImageFeature } from "../components/shop/upstream-images.ts";
import type { Looks, ReadingParts } from "./reading-parts.ts";

/** What is measured from outside while an incident runs; units are in the names. */
export interface Reading extends Partial<ReadingParts> {
    /**
     * 95th percentile of GET /catalogue through the host port, in milliseconds; a page that never came
     * counts as waited for to the end, 15 s.
     */
    catalogueP95Ms: number;
    /** The same before the incident. */
    baselineP95Ms: number;
    /** Highest 95th percentile of the good answers alone, of a reading's time, since the last command, in milliseconds. */
    goodPeakP95Ms: number;
    /**
     * Share of answers whose body says that the `List` breaker is open, 0 to 1, from the first good page
     * after a command on: a database that is being replaced opens it as well.
     */
    breakerOpenShare: number;
    /** Share of failed answers (status, or an error in the body), 0 to 1. */
    failedShare: number;
    /** How many answers failed, by what went wrong. */
    pageErrors: Readonly<Record<string, number>>;
    /** Share of CPU periods in which the container was throttled, per container name, 0 to 1. */
    throttledShare: Record<string, number>;
    /** CPU used, in percent of the container's limit, per container name. */
    cpuPercentOfLimit: Record<string, number>;
    /** The highest that this has been since the last command ended. */
    cpuPeakPercentOfLimit: Record<string, number>;
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
    /** Unit of `figure`, e.g. `ms`. Default none: a count. */
    unit?: string;
    /** The number behind `value`, kept over time by the prover. Default none: it isn't a measure. */
    figure?(reading: Reading): number;
    value(reading: Reading): string;
    holds(reading: Reading): boolean;
}

/** That an incident ends without a recovery. */
export interface Healing {
    /** Seconds after the end of the load within which it must have healed. */
    withinSeconds: number;
    source: string;
}

/** What makes an incident the one it claims to be. */
export interface Incident {
    id: string;
    title: string;
    /** What only our own images can do and the incident can't be without. Default nothing. */
    needs?: readonly OwnImageFeature[];
    /** What has to be measured for its criteria. Default what the witness always measures. */
    looks?: Looks;
    /**
     * True where nothing is broken: the musts say that the load is there, and the load is watched to its
     * end at any pace. Default false.
     */
    control?: true;
    /**
     * What makes it the incident it is: without it nothing of it may be seen, which `--without-fault` proves.
     * `load` is for overloads whose faults only make the right part the first to give way. Default its
     * faults, or its load where it has none.
     */
    cause?: "faults" | "load";
    /** Default: it lasts until its recovery. */
    heals?: Healing;
    /** All of these must hold at the same time once it has healed. Default `recovered`. */
    healed?: readonly Criterion[];
    /** All of these must be seen at the same time before the load ends. */
    must: readonly Criterion[];
    /** None of these may be seen, until the recovery and after it: else another thing broke. */
    mustNot: readonly Criterion[];
    /** All of these must hold again after the recovery. */
    recovered: readonly Criterion[];
}
