import type { EvidenceRun } from "../../evidence/schema/run.ts";
import { percentile } from "../../witness/samples.ts";
import { duration, measure } from "../text.ts";
import { hasFailed, pageCharts } from "./page-charts.ts";
import type { Figure, Frame } from "./run-model.ts";

/** The few figures that a reader asks for first. */
export function figuresOf({ outcome, records }: EvidenceRun, frame: Frame): Figure[] {
    const times: [string, number | undefined][] = [
        ["Apply → signature", outcome?.applyToRedSeconds],
        ["Apply → all declared alerts", outcome?.applyToAlertSeconds],
        ["Load's end → healed", outcome?.loadEndToHealedSeconds],
        ["Destroy → recovered", outcome?.destroyToGreenSeconds],
    ];
    const during = records.http.filter(({ phase }) => ["load", "red"].includes(phase));
    const failed = during.filter(hasFailed).length;
    return [
        ...times.flatMap(([name, seconds]) =>
            seconds === undefined ? [] : [{ name, value: measure(seconds, "s") }],
        ),
        ...p95(records.http),
        ...(during.length === 0
            ? []
            : [
                  {
                      name: "Pages failed while applied",
                      value: `${measure((100 * failed) / during.length, "%")} of ${during.length}`,
                  },
              ]),
        { name: "Length", value: duration(frame.toMs - frame.fromMs) },
    ];
}

/** Of the baseline, and the worst of the whole run. */
function p95(pages: EvidenceRun["records"]["http"]): Figure[] {
    const before = pages.filter(({ phase }) => phase === "baseline").map(({ ms }) => ms);
    const line = pageCharts(pages)[0]?.series[0]?.samples ?? [];
    const worst = line.reduce((high, [, value]) => Math.max(high, value ?? 0), 0);
    if (before.length === 0 || worst === 0) return [];
    const value = `${measure(percentile(before, 0.95), "ms")} → ${measure(worst, "ms")}`;
    return [{ name: "Page p95, at rest → worst", value }];
}
