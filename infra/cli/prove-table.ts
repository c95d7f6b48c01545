import { markdownTable } from "markdown-table";
import type { DecidedCriterion } from "../../incidents/proof/point.ts";
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
                "destroy → green, s",
                "must",
                "must not",
                "minutes",
            ],
            ...outcomes.map((one) => [
                repeated ? `${one.incident} (${one.turn})` : one.incident,
                one.ok ? "yes" : "NO",
                seconds(one.proof?.applyToRedSeconds),
                seconds(one.proof?.destroyToGreenSeconds),
                met(of(one, "must")),
                seen(of(one, "must not")),
                one.minutes.toFixed(1),
            ]),
        ],
        { align: ["l", "l", "r", "r", "r", "r", "r"] },
    );
    const bad = outcomes.filter((one) => !one.ok);
    const good = outcomes.length - bad.length;
    return [
        table,
        "",
        `${good} of ${outcomes.length} ${asked}, in ${totalMinutes.toFixed(1)} minutes`,
        ...bad.flatMap((one) => [
            "",
            `${one.incident}${repeated ? ` (${one.turn})` : ""}${one.folder === undefined ? "" : `, kept in ${one.folder}`}:`,
            ...one.because.map((reason) => `- ${reason}`),
        ]),
    ].join("\n");
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
