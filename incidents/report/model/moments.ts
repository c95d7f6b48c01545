import type { EventRecord } from "../../evidence/schema/observation.ts";
import type { EvidenceRun } from "../../evidence/schema/run.ts";
import type { Mark, TimelineRecord } from "../../evidence/schema/timeline.ts";
import type { z } from "zod";
import { plain } from "../text.ts";
import { PHASE_NAMES } from "./frame.ts";
import type { Alert, Moment } from "./run-model.ts";

/** What a turning point means. */
export const MARK_NAMES: Readonly<Record<z.infer<typeof Mark>, string>> = {
    applied: "applied: the engine's up has ended",
    "load-seen": "the load is there",
    "signature-seen": "signature seen for the first time",
    red: "signature confirmed",
    "load-ended": "the load has ended",
    healed: "healed by itself",
    reverted: "reverted: the engine's destroy has ended",
    green: "recovered",
    equal: "the shop is what it was",
};

/** Normal events that tell of a change; the rest of them is the daily noise of a rollout. */
const TELLING = new Set(["Killing", "ScalingReplicaSet", "SuccessfulRescale", "Scheduled"]);
/** What Kubernetes gives to the name of a pod or a set of them: letters that make no word. */
const GIVEN_NAME = /-[bcdfghjklmnpqrstvwxz2456789]{8,10}(-[bcdfghjklmnpqrstvwxz2456789]{5})?$/;
/** Kinds of events that a time line bears. */
const MOST_EVENTS = 40;

/** All that happened, in the order of time. */
export function momentsOf(run: EvidenceRun, alerts: readonly Alert[]): Moment[] {
    const { timeline, events } = run.records;
    return [
        ...timeline.flatMap(momentOf),
        ...alerts.flatMap(alertMoments),
        ...eventMoments(events),
    ].sort((a, b) => a.atMs - b.atMs);
}

/** The marks of a run, for what is shown around them. */
export function turningPoints(run: EvidenceRun): Moment[] {
    return run.records.timeline.flatMap(momentOf).filter((one) => one.isTurningPoint);
}

function momentOf(record: TimelineRecord): Moment[] {
    const atMs = Date.parse(record.at);
    switch (record.kind) {
        case "phase":
            return [{ atMs, source: "phase", text: `${PHASE_NAMES[record.phase]} begins` }];
        case "mark": {
            const { name, text } = record;
            const more = text === "" ? "" : ` (${plain(text)})`;
            return [{ atMs, source: "lab", text: MARK_NAMES[name] + more, isTurningPoint: true }];
        }
        case "point": {
            const verdict = record.holds ? "holds" : "FAILS";
            const [seen = ""] = plain(record.seen).split("\n");
            return [{ atMs, source: "proof", text: `${record.name} ${verdict}: ${seen}` }];
        }
        case "gap":
            return [
                { atMs, source: "gap", text: `${record.source} not seen: ${plain(record.reason)}` },
            ];
        case "end":
            return [{ atMs, source: "lab", text: `the run has ended: ${record.status}` }];
    }
}

function alertMoments({ name, severity, fromMs, toMs }: Alert): Moment[] {
    const began = { atMs: fromMs, source: "alert", text: `${name} (${severity}) fires` };
    return toMs === undefined
        ? [began]
        : [began, { atMs: toMs, source: "alert", text: `${name} has ended` }];
}

/** Warnings and what tells of a change, each kind at its first time with how often it came. */
function eventMoments(events: readonly EventRecord[]): Moment[] {
    const kinds = new Map<string, { first: EventRecord; times: Map<string, number> }>();
    for (const event of events) {
        if (event.type === "Normal" && !TELLING.has(event.reason)) continue;
        const key = `${event.reason} ${event.object.replace(GIVEN_NAME, "")}`;
        const kind = kinds.get(key) ?? { first: event, times: new Map<string, number>() };
        if (event.at < kind.first.at) kind.first = event;
        // A count goes on in the next record of the same event.
        const id = `${event.object} ${event.message}`;
        kind.times.set(id, Math.max(kind.times.get(id) ?? 0, event.count));
        kinds.set(key, kind);
    }
    return [...kinds.values()]
        .sort((a, b) => Number(isWarning(b.first)) - Number(isWarning(a.first)))
        .slice(0, MOST_EVENTS)
        .map(({ first, times }) => {
            const count = [...times.values()].reduce((sum, one) => sum + one, 0);
            const often = count > 1 ? ` (${count} times)` : "";
            const text = `${first.reason} ${first.object}: ${first.message}${often}`;
            return { atMs: Date.parse(first.at), source: "kubernetes", text: plain(text) };
        });
}

function isWarning({ type }: EventRecord): boolean {
    return type !== "Normal";
}
