import type { LabError } from "../../components/kit/error.ts";
import { type Golden, isView, MACHINERY, MACHINERY_OF } from "./golden.ts";
import { differenceTable } from "./markdown.ts";
import { incidentRows, listRows, type Row } from "./rows.ts";

/** What a section is about; a side is undefined where the stack isn't there. */
export interface Sides {
    /** Of the golden file, which is the stack's but for {@link MACHINERY}. */
    name: string;
    /** `unreadable`: committed in another form than today's. */
    before: Golden | "unreadable" | undefined;
    after: Golden | undefined;
    /** How to call the one before, such as `on main`. */
    nameOfBefore: string;
    /** Said below the table. */
    note: string | undefined;
}

/** The section of a stack, or undefined where there is nothing to say of it. */
export function section({ name, before, after, nameOfBefore, note }: Sides): string | undefined {
    const readable = before === "unreadable" ? undefined : before;
    const all = rowsOf(readable, after).filter(
        (row) => (readable !== undefined && after !== undefined) || !isDetail(row),
    );
    const [same, different] = [all.filter(isSame), all.filter((row) => !isSame(row))];
    if (different.length === 0 && note === undefined) return undefined;
    const unreadable =
        before === "unreadable"
            ? [`Its golden file ${nameOfBefore} has another form: what was before can't be shown.`]
            : [];
    const known = readable === undefined ? after : readable;
    const state = before === undefined ? " (new)" : after === undefined ? " (removed)" : "";
    return [
        `### ${titleOf(name, after ?? known)}${state}`,
        ...(different.length === 0 ? [] : [differenceTable(different, nameOfBefore, "here")]),
        ...(same.length === 0 || different.length === 0 ? [] : [asBefore(same)]),
        ...unreadable,
        ...(note === undefined ? [] : [note]),
    ].join("\n\n");
}

/** The section of a stack that a preview would refuse, or of several that it refuses for the same reason. */
export function refusal(names: readonly string[], error: LabError): string {
    return [`### ${names.join(", ")}: refused`, ["```text", error.message, "```"].join("\n")].join(
        "\n\n",
    );
}

function rowsOf(before: Golden | undefined, after: Golden | undefined): Row[] {
    if ([before, after].some((side) => side !== undefined && isView(side))) {
        const view = (side: Golden | undefined) => (side && isView(side) ? side : undefined);
        return incidentRows(view(before), view(after));
    }
    const empty = { changes: [], resources: [] };
    const list = (side: Golden | undefined) => (side && !isView(side) ? side : empty);
    return listRows(list(before), list(after));
}

function isSame({ before, after }: Row): boolean {
    return before === after;
}

/** What says nothing new beside the rest, as long as it is as it was. */
function isDetail({ object, field }: Row): boolean {
    return object === "resource" || (object === "load" && field !== "size");
}

/** What a reviewer would ask next: the rest of the incident, in a line. */
function asBefore(rows: readonly Row[]): string {
    const shown = rows
        .filter((row) => !isDetail(row))
        .map(({ object, field, after }) => `${object}, ${field}: ${after ?? ""}`);
    return `As before: ${shown.join(" · ")}`;
}

function titleOf(name: string, golden: Golden | undefined): string {
    if (name === MACHINERY) return `What every incident brings, by the example of ${MACHINERY_OF}`;
    return golden !== undefined && isView(golden) ? `${name}: ${golden.title}` : name;
}
