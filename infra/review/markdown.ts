import { markdownTable } from "markdown-table";
import type { Row } from "./rows.ts";

/** Longest text of a cell, in characters: a comment is read, not scrolled. */
const CELL = 160;

/** Rows of a table that are shown; the rest is counted. */
export const SHOWN_ROWS = 100;

/** A table for terminal and pull request; a `|` in a cell doesn't end it. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
    const escaped = rows.map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
    return markdownTable([[...head], ...escaped], { alignDelimiters: false, padding: true });
}

/** Differences as a table: what was there before, what is there now. */
export function differenceTable(rows: readonly Row[], before: string, after: string): string {
    const shown = rows.slice(0, SHOWN_ROWS).map((row) => {
        const [was, is] = cells(row.before, row.after);
        return [row.object, row.field, was, is];
    });
    const more = rows.length - shown.length;
    const rest = more > 0 ? `\n\n… and ${more} more: see the golden file's own difference.` : "";
    return `${table(["object", "field", before, after], shown)}${rest}`;
}

function cells(before: string | undefined, after: string | undefined): [string, string] {
    if (before === undefined || after === undefined) return [cell(before), cell(after)];
    if (!before.includes("\n") && !after.includes("\n")) return [cell(before), cell(after)];
    // Of a long text the first line that differs says more than its beginning.
    const [old, now] = [before.split("\n"), after.split("\n")];
    const at = old.findIndex((line, index) => line !== now[index]);
    const line = at === -1 ? old.length : at;
    const text = (lines: string[]): string =>
        cell(`line ${line + 1} of ${lines.length}: ${(lines[line] ?? "(end)").trim()}`);
    return [text(old), text(now)];
}

function cell(value: string | undefined): string {
    if (value === undefined) return "–";
    const [first = "", ...rest] = value.split("\n");
    const text = rest.length === 0 ? first : `${first} … (${rest.length + 1} lines)`;
    return text.length > CELL ? `${text.slice(0, CELL)}…` : text;
}

/** Room for a review, in characters: GitHub's comments end at 65,536. */
const ROOM = 60_000;

/** As many sections as there is room for, and of the others the titles. */
export function fitting(sections: readonly string[], room = ROOM): string[] {
    let left = room;
    const named: string[] = [];
    const whole = sections.filter((section) => {
        const fits = section.length + 2 <= left;
        if (fits) left -= section.length + 2;
        else named.push(section.split("\n", 1)[0] ?? "");
        return fits;
    });
    if (named.length === 0) return whole;
    const titles = named.map((title) => `- ${title.replace(/^#+ /, "")}`);
    return [...whole, `### Touched too, without room here\n\n${titles.join("\n")}`];
}
