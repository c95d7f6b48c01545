import type { RunStatus } from "../../evidence/schema/manifest.ts";
import type { CriterionRecord, Outcome } from "../../evidence/schema/outcome.ts";
import type { Phase as PhaseName } from "../../evidence/schema/phase.ts";
import type { EvidenceRun } from "../../evidence/schema/run.ts";

/** A field that the incident changed. */
export interface Change {
    object: string;
    field: string;
    from: string;
    to: string;
}

/** A part of the run; each kind has a tint of its own in every chart. */
export interface Phase {
    kind: PhaseName;
    /** For people, in few letters: it stands in charts. */
    name: string;
    /** Milliseconds since the epoch, as all times of the model. */
    fromMs: number;
    toMs: number;
}

/** Something that happened at one moment. */
export interface Moment {
    atMs: number;
    /** Who says so: `lab`, `alert`, `kubernetes`, … */
    source: string;
    text: string;
    /** True for what divides the run: it is set off, and logs are shown around it. */
    isTurningPoint?: boolean;
}

export interface Alert {
    name: string;
    severity: string;
    /** Whether it has to fire in this incident, may, or neither. */
    declared: "must" | "may" | "no";
    fromMs: number;
    /** Undefined while it fires. */
    toMs: number | undefined;
}

/** A value at a time; null where it is known to lack, which breaks the line. */
export type Sample = readonly [atMs: number, value: number | null];

export interface Series {
    name: string;
    samples: readonly Sample[];
}

/** Some series that are measured in one unit. */
export interface Measures {
    /** For links: letters, digits and dashes. */
    id: string;
    /** What it stands under, with others of its kind. */
    group: string;
    title: string;
    /** As it stands at the axis: `ms`, `%`, `MiB`; empty for a count. */
    unit: string;
    /** What is measured, and by whom. */
    source: string;
    series: readonly Series[];
    /** Lines at a fixed value, such as a limit. */
    limits: readonly { name: string; value: number }[];
    /** True for counts that stay until they change, such as replicas. */
    isStepped: boolean;
}

/** A chart as it is shown. */
export interface Chart extends Measures {
    /** How many more series there are. */
    omitted: number;
    /** True where no series ever changed. */
    isFlat: boolean;
}

/** The time that all charts of a run share. */
export interface Frame {
    fromMs: number;
    toMs: number;
    phases: readonly Phase[];
    alerts: readonly Alert[];
    gaps: readonly Gap[];
    /** Moment that the axis counts from, instead of telling UTC; for runs laid side by side. */
    zeroMs?: number;
}

/** Time for which something was not seen. */
export interface Gap {
    what: string;
    fromMs: number;
    toMs: number;
    why: string;
}

export interface LogLine {
    atMs: number;
    source: string;
    text: string;
}

/** What was logged around a moment. */
export interface LogWindow {
    title: string;
    atMs: number;
    lines: readonly LogLine[];
    /** Lines of the window that are not among them. */
    leftOut: number;
}

export interface Figure {
    name: string;
    value: string;
}

/** A small table of its own, such as what the load said at its end. */
export interface FigureTable {
    title: string;
    head: readonly string[];
    rows: readonly (readonly string[])[];
}

/** A run as the report tells it: nothing of it is decided here. */
export interface RunModel {
    /** Name of its folder. */
    run: string;
    incident: string;
    title: string;
    status: RunStatus;
    /** Why it is not valid, or where it was interrupted. */
    because: readonly string[];
    pace: EvidenceRun["manifest"]["pace"];
    /** True where what makes it an incident was left out, so that the proof had to find out. */
    withoutFault: boolean;
    fromMs: number;
    toMs: number;
    /** End of the engine's `up`; undefined for a run that never came to it. */
    appliedMs: number | undefined;
    figures: readonly Figure[];
    /** What was not as before while the incident was up. */
    changes: readonly Change[];
    /** What was not put back. */
    leftChanged: readonly Change[];
    frame: Frame;
    moments: readonly Moment[];
    points: Outcome["points"];
    criteria: readonly CriterionRecord[];
    /** What the proof compared at its end; undefined where it never came to that. */
    differences: Outcome["differences"] | undefined;
    charts: readonly Chart[];
    tables: readonly FigureTable[];
    logs: readonly LogWindow[];
    gaps: readonly Gap[];
    /** Files of the run's folder, for those who want more. */
    files: readonly string[];
}
