import { markdownTable } from "markdown-table";
import { span } from "../../../components/kit/time.ts";
import { problemsOf } from "../../../incidents/evidence/read/check-run.ts";
import type { EvidenceRun } from "../../../incidents/evidence/schema/run.ts";
import { STREAM_NAMES } from "../../../incidents/evidence/schema/streams.ts";
import type { TimelineRecord } from "../../../incidents/evidence/schema/timeline.ts";
import { cell } from "./cell.ts";

/** A run in the list. */
export interface ListedRun {
    run: string;
    incident: string;
    status: string;
    startedAt: string;
    /** Until its end, or undefined for one without. */
    seconds: number | undefined;
    pace: string;
    bytes: number;
    /** Why it can't be read; then the rest is what its name says. */
    problem?: string;
}

/** The runs, newest first. */
export function listTable(runs: readonly ListedRun[]): string {
    return markdownTable([
        ["run", "incident", "status", "started (UTC)", "took", "pace", "size"],
        ...runs.map((one) => [
            one.run,
            one.incident,
            one.problem === undefined ? one.status : `unreadable: ${one.problem}`,
            clock(one.startedAt),
            one.seconds === undefined ? "" : span(one.seconds * 1000),
            one.pace,
            size(one.bytes),
        ]),
    ]);
}

/** A run for people: how it came out, what happened when, what was seen, what was changed, what there is to read. */
export function runText(run: EvidenceRun): string {
    const { manifest } = run;
    const over = manifest.endedAt === undefined ? "" : ` to ${clock(manifest.endedAt)}`;
    const parts = [
        [
            `${manifest.incident}: ${manifest.title}`,
            `${run.status}, ${manifest.pace} pace${manifest.withoutFault ? ", without its fault" : ""}, ` +
                `${clock(manifest.startedAt)}${over} UTC`,
            ...(run.status === "interrupted"
                ? [`interrupted in phase ${manifest.phase}: what was seen until then is here`]
                : []),
            ...(run.outcome?.invalidBecause ?? []).map((reason) => `- ${reason}`),
        ].join("\n"),
        section("Phases", ["phase", "from (UTC)", "took"], phaseRows(run)),
        section("Time line", ["at (UTC)", "what", ""], timelineRows(run)),
        section("Must and must not", ["", "criterion", "expected", "seen"], criterionRows(run)),
        section("Alerts", ["alert", "declared", "after apply, s"], alertRows(run)),
        section("Changes", ["when", "object", "field", "old", "new"], changeRows(run)),
        section("Gaps", ["source", "reason", "times"], gapRows(run)),
        section("Records", ["stream", "records", "left out"], streamRows(run)),
        torn(run),
    ];
    return parts.filter((part) => part !== "").join("\n\n");
}

function phaseRows({ manifest }: EvidenceRun): string[][] {
    return manifest.phases.map(({ name, from, to }) => [
        name,
        clock(from),
        to === undefined ? "" : span(Date.parse(to) - Date.parse(from)),
    ]);
}

function timelineRows({ records }: EvidenceRun): string[][] {
    const alerts = records.alerts.map(({ startsAt, name, declared }) => {
        return { at: startsAt, row: ["alert", `${name} (${declared})`] };
    });
    const own = records.timeline.flatMap((one) => {
        const row = rowOf(one);
        return row === undefined ? [] : [{ at: one.at, row }];
    });
    const unique = new Map([...own, ...alerts].map((one) => [`${one.at} ${one.row.join()}`, one]));
    return [...unique.values()]
        .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
        .map(({ at, row }) => [clock(at).slice(11), ...row.map(cell)]);
}

function rowOf(one: TimelineRecord): string[] | undefined {
    switch (one.kind) {
        case "phase":
            return ["phase", one.phase];
        case "mark":
            return [one.name, one.text];
        case "point":
            return [one.holds ? "✓" : "✗", `${one.name}: ${one.seen}`];
        case "gap":
            return ["gap", `${one.source}: ${one.reason}`];
        case "end":
            return ["end", one.status];
    }
}

function criterionRows({ records }: EvidenceRun): string[][] {
    return records.criteria.map(({ group, name, expected, value: seen, asExpected }) => [
        `${asExpected ? "✓" : "✗"} ${group}`,
        ...[name, expected, seen].map(cell),
    ]);
}

function alertRows({ records }: EvidenceRun): string[][] {
    const first = new Map<string, string[]>();
    for (const { name, declared, secondsAfterApply } of records.alerts) {
        if (!first.has(name)) first.set(name, [name, declared, secondsAfterApply.toFixed(0)]);
    }
    return [...first.values()];
}

function changeRows({ records }: EvidenceRun): string[][] {
    return records.changes.map(({ moment, object, field, old, new: now }) =>
        [moment, object, field, old, now].map(cell),
    );
}

function gapRows({ manifest }: EvidenceRun): string[][] {
    return manifest.gaps.map(({ source, reason, times }) => [source, cell(reason), String(times)]);
}

function streamRows({ manifest, records }: EvidenceRun): string[][] {
    const left = new Map(manifest.budget.truncated.map((one) => [one.stream, one]));
    return STREAM_NAMES.map((name) => {
        const cut = left.get(name);
        const said = cut === undefined ? "" : `${cut.records}, since ${clock(cut.since).slice(11)}`;
        return [name, String(records[name].length), said];
    });
}

function torn(run: EvidenceRun): string {
    const problems = problemsOf(run);
    if (problems.length === 0) return "";
    return ["Not as it should be:", ...problems.map((one) => `- ${one}`)].join("\n");
}

function section(title: string, head: string[], rows: readonly string[][]): string {
    return rows.length === 0 ? "" : `${title}\n\n${markdownTable([head, ...rows])}`;
}

/** `2025-11-21 12:00:05`. */
function clock(iso: string): string {
    return iso.slice(0, 19).replace("T", " ");
}

function size(bytes: number): string {
    return bytes < 100_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
