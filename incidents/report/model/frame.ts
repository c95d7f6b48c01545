import { sortKeys } from "../../../components/kit/sort-keys.ts";
import type { Phase as PhaseName } from "../../evidence/schema/phase.ts";
import type { EvidenceRun } from "../../evidence/schema/run.ts";
import type { Alert, Frame, Gap } from "./run-model.ts";

/** As they stand in a chart. */
export const PHASE_NAMES: Readonly<Record<PhaseName, string>> = {
    baseline: "baseline",
    apply: "apply",
    load: "applied",
    red: "seen",
    destroy: "destroy",
    green: "recovery",
    equal: "compare",
};

/** The run's time with what happened in it. */
export function frameOf(run: EvidenceRun): Frame {
    const { startedAt, endedAt, phases } = run.manifest;
    const fromMs = Date.parse(startedAt);
    const toMs = endedAt === undefined ? lastSeen(run) : Date.parse(endedAt);
    return {
        fromMs,
        // A run that broke off at once still needs an axis.
        toMs: Math.max(toMs, fromMs + 1000),
        phases: phases.map(({ name, from, to }) => ({
            kind: name,
            name: PHASE_NAMES[name],
            fromMs: Date.parse(from),
            toMs: to === undefined ? toMs : Date.parse(to),
        })),
        alerts: alertsOf(run),
        gaps: gapsInTime(run),
    };
}

/** Time of the last record of a run that has no end. */
export function lastSeen({ manifest, records }: EvidenceRun): number {
    const times = [
        manifest.startedAt,
        ...manifest.phases.map(({ from }) => from),
        ...[records.timeline, records.http, records.readings, records.logs, records.events].flatMap(
            (stream) => stream.map(({ at }) => at),
        ),
    ];
    return times.reduce((last, at) => Math.max(last, Date.parse(at)), 0);
}

/** Of each time that an alert fired what was last written of it. */
function alertsOf({ records }: EvidenceRun): Alert[] {
    const last = new Map(
        records.alerts.map((one) => [
            JSON.stringify([one.name, one.startsAt, sortKeys(one.labels)]),
            one,
        ]),
    );
    return [...last.values()]
        .map(({ name, severity, declared, startsAt, endsAt }) => ({
            ...{ name, severity, declared },
            fromMs: Date.parse(startsAt),
            toMs: endsAt === undefined ? undefined : Date.parse(endsAt),
        }))
        .sort((a, b) => a.fromMs - b.fromMs);
}

/** Gaps that last; one that was missed at one moment has no width. */
function gapsInTime({ manifest }: EvidenceRun): Gap[] {
    return manifest.gaps
        .map(({ source, reason, from, to }) => ({
            what: source,
            why: reason,
            fromMs: Date.parse(from),
            toMs: Date.parse(to),
        }))
        .filter(({ fromMs, toMs }) => toMs > fromMs);
}
