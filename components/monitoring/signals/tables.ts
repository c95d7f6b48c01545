import { markdownTable } from "markdown-table";
import type { Seed } from "./seeds.ts";
import type { Signal } from "./signal.ts";

/** The tables of docs/observability.md. */

/** Each documented monitor, where it is now, and what was changed. */
export function seedTable(seeds: readonly Seed[], all: readonly Signal[]): string {
    return table(
        ["documented monitor", "condition", "source", "signal", "mended"],
        seeds.flatMap(({ monitor, condition, source, signals, why }) =>
            signals.length === 0
                ? [[monitor, condition, source, "none", why ?? ""]]
                : signals.map((name, index) => [
                      ...(index === 0 ? [monitor, condition, source] : ["", "", ""]),
                      linked(name),
                      all.find((signal) => signal.name === name)?.mended ?? "",
                  ]),
        ),
    );
}

/** Each signal with its figures and incidents. */
export function signalTable(all: readonly Signal[]): string {
    return table(
        ["signal", "severity", "fires", "hold", "must fire in", "may fire in"],
        all.map(({ name, severity, compare, threshold, unit, holdFor, firesIn, mayFireIn }) => [
            linked(name),
            severity,
            `${compare} ${shown(threshold, unit)}`,
            holdFor,
            numbers(firesIn),
            numbers(mayFireIn),
        ]),
    );
}

/** Each incident with what it must be seen by. */
export function incidentTable(incidents: readonly string[], all: readonly Signal[]): string {
    return table(
        ["incident", "alerts that must fire"],
        incidents.map((id) => [
            id,
            all
                .filter(({ firesIn }) => firesIn.includes(id))
                .map(({ name }) => linked(name))
                .join(", ") || "none, and none may",
        ]),
    );
}

function linked(name: string): string {
    return `[${name.replace(/^SockShop/, "…")}](runbooks.md#${name.toLowerCase()})`;
}

function numbers(ids: readonly string[]): string {
    return ids.map((id) => id.replace(/^incident-/, "")).join(", ") || "–";
}

function shown(value: number, unit: Signal["unit"]): string {
    if (unit === "share") return `${value * 100} %`;
    return unit === "seconds" ? `${value} s` : String(value);
}

function table(head: string[], rows: readonly string[][]): string {
    const cells = rows.map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
    return markdownTable([head, ...cells], { alignDelimiters: false, padding: true });
}
