import type { Incident } from "../incident.ts";
import type { Difference } from "../recovery/difference.ts";

/** One of the points that a proof consists of. */
export interface Point {
    name: string;
    holds: boolean;
    /** What was seen, for people. */
    seen: string;
    /** UTC time at which the point was decided. */
    at: string;
    /** Seconds since the point before. */
    seconds: number;
}

/** How long an incident is watched: to the end of its load, or until it has been seen. */
export type Pace = "documented" | "short";

/** A figure over the time in which the musts were watched, in the unit of its criterion. */
export interface Spread {
    unit: string;
    min: number;
    median: number;
    max: number;
}

/** A criterion with what it was decided on. */
export interface DecidedCriterion {
    group: "must" | "must not" | "healed" | "recovered";
    name: string;
    expected: string;
    value: string;
    source: string;
    /** True for a must that was met and a must-not that was never seen. */
    asExpected: boolean;
    /** In how many looks it held, and of how many; for musts and must-nots. */
    looks?: { held: number; of: number };
    /** Of a criterion that is a measure. */
    spread?: Spread;
}

/** An alert that fired between the green and the equal baseline, at the first of its times. */
export interface ProofAlert {
    name: string;
    severity: string;
    /** Whether the signals say that it has to fire in this incident, may fire, or neither. */
    declared: "must" | "may" | "no";
    /** UTC, by Prometheus. */
    startsAt: string;
    /** Seconds from the end of `up`; below 0 where it fired while the incident was being laid. */
    secondsAfterApply: number;
}

/** The outcome of one proof, as it is kept in `out/`. */
export interface Proof {
    version: 2;
    incident: string;
    stack: string;
    pace: Pace;
    startedAt: string;
    endedAt: string;
    valid: boolean;
    /** What makes it invalid, each criterion by its name; empty for a valid one. */
    invalidBecause: string[];
    points: Point[];
    /** Seconds from the end of `up` to the witness's red. */
    applyToRedSeconds: number | undefined;
    /** Seconds from the end of `up` to the last of the alerts that have to fire; undefined where one didn't or none has to. */
    applyToAlertSeconds: number | undefined;
    /** Seconds from the end of the load to the shop that healed by itself. */
    loadEndToHealedSeconds: number | undefined;
    /** Seconds from the end of `destroy` to the witness's green. */
    destroyToGreenSeconds: number | undefined;
    /** Content hash of the shop before and after. */
    content: { before: string; after: string | undefined };
    /** What of the shop was not as before at the end; empty where that was never asked. */
    differences: Difference[];
    /** Each criterion with the figure it was decided on. */
    criteria: DecidedCriterion[];
    /** Each alert that fired, in that order. */
    alerts: ProofAlert[];
}

/** The point at which the signature is seen. */
export function seenPoint(incident: Incident): string {
    return incident.control ? "witness seen" : "witness red";
}

/** The points that a valid proof of an incident has, in their order. */
export function expectedPoints(incident: Incident): string[] {
    return [
        "telemetry seen",
        "baseline green",
        "applied",
        seenPoint(incident),
        ...(incident.heals === undefined ? [] : ["healed by itself"]),
        "declared alerts fired",
        "nothing else broke",
        "reverted",
        "witness green",
        "baseline equal",
        "no other alert",
    ];
}
