import { markdownTable } from "markdown-table";
import type { DecidedCriterion } from "../../incidents/proof/point.ts";
import { spreadOf } from "../../incidents/proof/tally.ts";
import type { Outcome } from "./prove-series.ts";

/**
 * A series for people: a row a run, then the reasons of each that is not what was asked.
 *
 * @param asked what was asked of each run: `valid`, or `found out` without the fault
 */
export function seriesTable(
    outcomes: readonly Outcome[],
    totalMinutes: number,
    asked: "valid" | "found out",
): string {
    const repeated = outcomes.some((one) => one.turn > 1);
    const table = markdownTable(
        [
            [
                "incident",
                asked,
                "apply → red, s",
                "apply → alerts, s",
                "destroy → green, s",
                "must",
                "must not",
                "minutes",
            ],
            ...outcomes.map((one) => [
                repeated ? `${one.incident} (${one.turn})` : one.incident,
                one.ok ? "yes" : "NO",
                seconds(one.proof?.applyToRedSeconds),
                alerts(one),
                seconds(one.proof?.destroyToGreenSeconds),
                met(of(one, "must")),
                seen(of(one, "must not")),
                one.minutes.toFixed(1),
            ]),
        ],
        { align: ["l", "l", "r", "r", "r", "r", "r", "r"] },
    );
    const bad = outcomes.filter((one) => !one.ok);
    const good = outcomes.length - bad.length;
    return [
        table,
        "",
        `${good} of ${outcomes.length} ${asked}, in ${totalMinutes.toFixed(1)} minutes`,
        ...medianAlert(outcomes),
        ...bad.flatMap((one) => [
            "",
            `${one.incident}${repeated ? ` (${one.turn})` : ""}${one.folder === undefined ? "" : `, kept in ${one.folder}`}:`,
            ...one.because.map((reason) => `- ${reason}`),
        ]),
    ].join("\n");
}

/** When the last of the alerts fired that have to; none has to where nothing is broken. */
function alerts({ proof }: Outcome): string {
    if (proof?.applyToAlertSeconds !== undefined) return proof.applyToAlertSeconds.toFixed(0);
    const point = proof?.points.find(({ name }) => name === "declared alerts fired");
    return point?.holds ? "–" : "never";
}

function medianAlert(outcomes: readonly Outcome[]): string[] {
    const times = outcomes.flatMap(({ proof }) => proof?.applyToAlertSeconds ?? []);
    const spread = spreadOf(times, "s");
    if (spread === undefined) return [];
    const { min, median, max } = spread;
    const [least, middle, most] = [min, median, max].map((one) => one.toFixed(0));
    return [`apply → all declared alerts: median ${middle} s (${least} to ${most} s)`];
}

function of(outcome: Outcome, group: DecidedCriterion["group"]): DecidedCriterion[] {
    return outcome.proof?.criteria.filter((one) => one.group === group) ?? [];
}

function met(criteria: readonly DecidedCriterion[]): string {
    if (criteria.length === 0) return "–";
    return `${criteria.filter((one) => one.asExpected).length}/${criteria.length}`;
}

function seen(criteria: readonly DecidedCriterion[]): string {
    if (criteria.length === 0) return "–";
    return `${criteria.filter((one) => !one.asExpected).length} seen of ${criteria.length}`;
}

function seconds(value: number | undefined): string {
    return value?.toFixed(1) ?? "never";
}
