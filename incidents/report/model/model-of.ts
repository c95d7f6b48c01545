import type { ChangeRecord } from "../../evidence/schema/content.ts";
import type { CriterionRecord } from "../../evidence/schema/outcome.ts";
import type { EvidenceRun } from "../../evidence/schema/run.ts";
import type { TimelineRecord } from "../../evidence/schema/timeline.ts";
import { clock, plain } from "../text.ts";
import { figuresOf } from "./figures.ts";
import { frameOf, PHASE_NAMES } from "./frame.ts";
import { gapsOf } from "./gaps.ts";
import { loadCharts, loadTables } from "./load-charts.ts";
import { logWindows } from "./log-windows.ts";
import { chartedGroups, metricCharts } from "./metric-charts.ts";
import { momentsOf, turningPoints } from "./moments.ts";
import { mostTelling } from "./most-telling.ts";
import { orderCharts, orderTables } from "./orders.ts";
import { pageCharts } from "./page-charts.ts";
import { readingCharts } from "./reading-charts.ts";
import type { Change, Chart, Frame, RunModel } from "./run-model.ts";
import { storeTable } from "./store-table.ts";

/** What the report tells of a run; a run that broke off has as much as was seen of it. */
export function modelOf(run: EvidenceRun): RunModel {
    const { manifest, records, outcome } = run;
    const frame = frameOf(run);
    const change = ({ object, field, old, new: now }: ChangeRecord): Change => ({
        object: plain(object),
        field: plain(field),
        from: plain(old),
        to: plain(now),
    });
    const of = (moment: ChangeRecord["moment"]): Change[] =>
        records.changes.filter((one) => one.moment === moment).map(change);
    return {
        run: manifest.run,
        incident: manifest.incident,
        title: manifest.title,
        status: run.status,
        because: becauseOf(run, frame),
        pace: manifest.pace,
        withoutFault: manifest.withoutFault,
        fromMs: frame.fromMs,
        toMs: frame.toMs,
        appliedMs: appliedMs(records.timeline),
        figures: figuresOf(run, frame),
        changes: of("during"),
        leftChanged: of("after"),
        frame,
        moments: momentsOf(run, frame.alerts),
        points: outcome?.points ?? pointsSoFar(run),
        criteria: outcome?.criteria ?? criteriaSoFar(records.criteria),
        differences: outcome?.differences,
        charts: chartsOf(run, frame),
        tables: [
            ...orderTables(records.orders),
            ...loadTables(records.load),
            ...storeTable(records.stores),
        ],
        logs: logWindows(records.logs, turningPoints(run)),
        gaps: gapsOf(run, frame.toMs),
        files: Object.values(manifest.streams ?? {}).flatMap((one) => one?.file ?? []),
    };
}

function appliedMs(timeline: readonly TimelineRecord[]): number | undefined {
    const mark = timeline.find((one) => one.kind === "mark" && one.name === "applied");
    return mark === undefined ? undefined : Date.parse(mark.at);
}

function becauseOf({ status, outcome, manifest }: EvidenceRun, { toMs }: Frame): string[] {
    const phase = PHASE_NAMES[manifest.phase];
    switch (status) {
        case "valid":
            return [];
        case "invalid":
            return (outcome?.invalidBecause ?? []).map(plain);
        case "running":
            return [
                `It is under way, in “${phase}”; this is what had been seen at ${clock(toMs)} UTC.`,
            ];
        case "interrupted":
            return [
                `It was interrupted in “${phase}”; the last that was seen is of ${clock(toMs)} UTC. ` +
                    "What comes after was never seen, and nothing below is a verdict.",
                ...(outcome?.invalidBecause ?? []).map(plain),
            ];
    }
}

function pointsSoFar({ records }: EvidenceRun): RunModel["points"] {
    return records.timeline.flatMap((one) => {
        if (one.kind !== "point") return [];
        const { kind: _kind, ...point } = one;
        return [point];
    });
}

/** The last that was written of each. */
function criteriaSoFar(records: readonly CriterionRecord[]): CriterionRecord[] {
    return [...new Map(records.map((one) => [`${one.group} ${one.name}`, one])).values()];
}

/** Only what lies in the run's time: some sources answer for the minutes before as well. */
function chartsOf(run: EvidenceRun, { fromMs, toMs }: Frame): Chart[] {
    const { http, load, orders, readings } = run.records;
    const all = [
        ...pageCharts(http),
        ...orderCharts(orders),
        ...metricCharts(run),
        ...readingCharts(readings, chartedGroups(run)),
        ...loadCharts(load),
    ];
    return all.map((chart) =>
        mostTelling({
            ...chart,
            series: chart.series.map(({ name, samples }) => ({
                name,
                samples: samples.filter(([at]) => at >= fromMs && at <= toMs),
            })),
        }),
    );
}
