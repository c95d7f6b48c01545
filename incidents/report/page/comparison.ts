import { html } from "hono/html";
import { highest } from "../chart/draw.ts";
import type { Chart, Frame, RunModel } from "../model/run-model.ts";
import { dateAndClock, measure } from "../text.ts";
import { chartFigure } from "./chart-figure.ts";
import { verdict } from "./criteria.ts";
import { documentOf } from "./document.ts";
import type { Markup } from "./markup.ts";
import { changesTable } from "./run-sections.ts";
import { type Section, sectionMarkup } from "./section.ts";
import { statusBadge } from "./status.ts";
import { cardTable } from "./table.ts";

/** Two runs side by side, each counted from the moment it was applied, at the same scales. */
export async function renderComparison(a: RunModel, b: RunModel): Promise<string> {
    const title = a.incident === b.incident ? `${a.title}, twice` : `${a.title} and ${b.title}`;
    const sections: Section[] = [
        { id: "figures", name: "Figures", body: figures(a, b) },
        { id: "criteria", name: "Must and must not", body: criteria(a, b) },
        { id: "changed", name: "What was changed", body: pair(a, b, changes) },
        { id: "alerts", name: "Alerts", body: alerts(a, b) },
        { id: "charts", name: "Charts", body: charts(a, b) },
    ];
    return await documentOf({
        title: `${a.run} and ${b.run}`,
        header: html`<p class="up"><a href="index.html">All runs</a></p>
            <h1>${title}</h1>
            <div class="pair">${[a, b].map(headOf)}</div>`,
        contents: sections,
        main: html`${sections.map(sectionMarkup)}`,
        footer: html`<p>Runs <code>${a.run}</code> (A) and <code>${b.run}</code> (B).</p>
            <p>Charts drawn with Observable Plot (ISC licence).</p>`,
    });
}

function headOf(run: RunModel, index: number): Markup {
    return html`<div class="under">
        <strong>${letter(index)}</strong>
        <a href="${run.run}/report.html">${run.incident}</a> ${statusBadge(run.status)}
        <span class="window">${dateAndClock(run.fromMs)} UTC, ${run.pace} pace</span>
    </div>`;
}

function letter(index: number): string {
    return index === 0 ? "A" : "B";
}

/** Something of each, one beside the other; on a phone one below the other. */
function pair(a: RunModel, b: RunModel, of: (run: RunModel) => Markup): Markup {
    return html`<div class="pair">
        ${[a, b].map(
            (run, index) =>
                html`<div>
                    <h3>${letter(index)}</h3>
                    ${of(run)}
                </div>`,
        )}
    </div>`;
}

function figures(a: RunModel, b: RunModel): Markup {
    const names = joined(a.figures, b.figures, ({ name }) => name);
    return cardTable({
        caption: "Figures of both runs",
        isCaptionHidden: true,
        columns: [{ name: "figure" }, { name: "A", isNumber: true }, { name: "B", isNumber: true }],
        rows: names.map(([name, one, other]) => [name, one?.value ?? "–", other?.value ?? "–"]),
    });
}

function criteria(a: RunModel, b: RunModel): Markup {
    const rows = joined(a.criteria, b.criteria, ({ group, name }) => `${group}: ${name}`);
    if (rows.length === 0) return html`<p>None was decided in either.</p>`;
    return cardTable({
        caption: "Criteria of both runs",
        isCaptionHidden: true,
        columns: [
            { name: "criterion" },
            { name: "A, seen" },
            { name: "A, verdict" },
            { name: "B, seen" },
            { name: "B, verdict" },
        ],
        rows: rows.map(([name, ...runs]) => [
            html`<b>${name}</b>`,
            ...runs.flatMap((one) =>
                one === undefined ? ["–", "–"] : [one.value, verdict(one.asExpected)],
            ),
        ]),
    });
}

function changes({ changes }: RunModel): Markup {
    if (changes.length === 0) return html`<p>No change was seen.</p>`;
    return changesTable("Fields that the incident changed", changes, "while applied");
}

function alerts(a: RunModel, b: RunModel): Markup {
    const first = ({ frame }: RunModel): Frame["alerts"] =>
        frame.alerts.filter(
            ({ name }, index, all) => all.findIndex((one) => one.name === name) === index,
        );
    const rows = joined(first(a), first(b), ({ name }) => name);
    if (rows.length === 0) return html`<p>No alert fired in either.</p>`;
    const after = (run: RunModel, alert: Frame["alerts"][number] | undefined): string =>
        alert === undefined ? "–" : measure((alert.fromMs - zeroOf(run)) / 1000, "s");
    return cardTable({
        caption: "Alerts of both runs",
        isCaptionHidden: true,
        columns: [
            { name: "alert" },
            { name: "A, after applied", isNumber: true },
            { name: "B, after applied", isNumber: true },
        ],
        rows: rows.map(([name, one, other]) => [
            html`<b>${name}</b>`,
            after(a, one),
            after(b, other),
        ]),
    });
}

function charts(a: RunModel, b: RunModel): Markup {
    const rows = joined(a.charts, b.charts, ({ id, unit }) => `${id} ${unit}`);
    const [frameA, frameB] = sharedFrames(a, b);
    return html`<p class="hint">
            Times are minutes and seconds since each was applied. Left A, right B; on a phone A
            above B.
        </p>
        ${rows.map(([, one, other], index) => {
            const group = groupOf(rows[index]);
            const isFirst = group !== groupOf(rows[index - 1]);
            const top = Math.max(one === undefined ? 0 : highest(one), other ? highest(other) : 0);
            return html`${isFirst ? html`<h3 class="group">${group}</h3>` : ""}
                <div class="pair">
                    ${chartOf(one, frameA, top, "a-")} ${chartOf(other, frameB, top, "b-")}
                </div>`;
        })}`;
}

function groupOf(row: [string, Chart | undefined, Chart | undefined] | undefined): string {
    return row?.[1]?.group ?? row?.[2]?.group ?? "";
}

function chartOf(chart: Chart | undefined, frame: Frame, top: number, prefix: string): Markup {
    if (chart === undefined) return html`<p class="hint">No such series.</p>`;
    return chartFigure(
        { ...chart, title: `${prefix.charAt(0).toUpperCase()}: ${chart.title}` },
        frame,
        top,
        prefix,
    );
}

/** Both with the same time before and after the moment they count from. */
function sharedFrames(a: RunModel, b: RunModel): [Frame, Frame] {
    const before = Math.max(zeroOf(a) - a.fromMs, zeroOf(b) - b.fromMs);
    const after = Math.max(a.toMs - zeroOf(a), b.toMs - zeroOf(b));
    const framed = (run: RunModel): Frame => ({
        ...run.frame,
        fromMs: zeroOf(run) - before,
        toMs: zeroOf(run) + after,
        zeroMs: zeroOf(run),
    });
    return [framed(a), framed(b)];
}

/** When it was applied; of one that never was, its begin. */
function zeroOf({ appliedMs, fromMs }: RunModel): number {
    return appliedMs ?? fromMs;
}

/** What two lists have by the same name, in the order of the first. */
function joined<T>(
    a: readonly T[],
    b: readonly T[],
    nameOf: (one: T) => string,
): [string, T | undefined, T | undefined][] {
    const names = [...new Set([...a, ...b].map(nameOf))];
    return names.map((name) => [
        name,
        a.find((one) => nameOf(one) === name),
        b.find((one) => nameOf(one) === name),
    ]);
}
