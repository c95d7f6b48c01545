import { markdownTable } from "markdown-table";
import type { ComparedRow } from "../../../incidents/evidence/compare-runs.ts";
import { cell } from "./cell.ts";

/** Two runs side by side; of the series those that differ most. */
export function compareTable(
    names: readonly [string, string],
    rows: readonly ComparedRow[],
    mostSeries = 20,
): string {
    const series = rows.filter(({ part }) => part === "series");
    const shown = series
        .toSorted((one, other) => distance(other) - distance(one))
        .slice(0, mostSeries);
    const rest = series.length - shown.length;
    const parts = (["run", "criterion", "alert"] as const).map((part) =>
        side(
            names,
            rows.filter((one) => one.part === part),
        ),
    );
    const title = `Median while applied, of the series that differ most${rest > 0 ? ` (${rest} others: --json)` : ""}`;
    return [...parts, shown.length === 0 ? "" : `${title}\n\n${side(names, shown)}`]
        .filter((part) => part !== "")
        .join("\n\n");
}

function side(names: readonly [string, string], rows: readonly ComparedRow[]): string {
    if (rows.length === 0) return "";
    return markdownTable([
        [rows[0]?.part ?? "", ...names],
        ...rows.map(({ name, unit, a, b }) => [cell(name), value(a, unit), value(b, unit)]),
    ]);
}

/** How far apart two figures are, whatever their unit: from 0 to 1. One that is missing is as far as can be. */
function distance({ a, b }: ComparedRow): number {
    if (typeof a !== "number" || typeof b !== "number") return 1;
    const most = Math.max(Math.abs(a), Math.abs(b));
    return most === 0 ? 0 : Math.abs(a - b) / (Math.abs(a) + Math.abs(b));
}

function value(one: string | number | undefined, unit: string): string {
    if (one === undefined) return "–";
    if (typeof one === "string") return cell(one);
    return [String(Number(one.toPrecision(4))), unit].filter(Boolean).join(" ");
}
