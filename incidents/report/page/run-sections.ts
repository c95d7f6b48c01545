import { html, raw } from "hono/html";
import { NARROW, WIDE } from "../chart/parts.ts";
import { drawTimeLine } from "../chart/time-line.ts";
import type { Change, Chart, Frame, Gap, LogWindow, Moment, RunModel } from "../model/run-model.ts";
import { clock, duration } from "../text.ts";
import { chartFigure } from "./chart-figure.ts";
import type { Markup } from "./markup.ts";
import { cardTable, figureTable } from "./table.ts";

const CHANGE_COLUMNS = [{ name: "object" }, { name: "field" }, { name: "before" }];

/** Fields that are not what they were. @param now what the last column is called */
export function changesTable(caption: string, changes: readonly Change[], now: string): Markup {
    return cardTable({
        caption,
        isCaptionHidden: true,
        columns: [...CHANGE_COLUMNS, { name: now }],
        rows: changes.map(({ object, field, from, to }) => [
            html`<b>${object}</b>`,
            html`<code>${field}</code>`,
            html`<del><code>${from}</code></del>`,
            html`<ins><code>${to}</code></ins>`,
        ]),
    });
}

export function timeLine({ frame, moments }: RunModel): Markup {
    const turns = moments.filter((one) => one.isTurningPoint);
    const label =
        `Time line in UTC. Phases: ` +
        frame.phases.map(({ name, fromMs }) => `${name} from ${clock(fromMs)}`).join(", ") +
        `. All of it is in the list below.`;
    const drawing = (size: typeof WIDE): Markup => raw(drawTimeLine(frame, turns, size, label));
    return html`<div class="wide">${drawing({ ...WIDE, width: 1100 })}</div>
        <div class="narrow">${drawing(NARROW)}</div>
        ${momentList(moments.filter(isMain))}
        <details>
            <summary>All ${moments.length} entries</summary>
            ${momentList(moments)}
        </details>`;
}

function isMain({ isTurningPoint, source }: Moment): boolean {
    return isTurningPoint === true || source === "alert";
}

function momentList(moments: readonly Moment[]): Markup {
    return html`<ol class="moments">
        ${moments.map(
            ({ atMs, source, text, isTurningPoint }) =>
                html`<li class="${isTurningPoint ? "turn" : ""}">
                    <time datetime="${new Date(atMs).toISOString()}">${clock(atMs)}</time>
                    <span class="from">${source}</span>
                    <span class="what">${text}</span>
                </li>`,
        )}
    </ol>`;
}

export function chartList({ charts, frame }: RunModel): Markup {
    if (charts.length === 0) return html`<p>No series were collected.</p>`;
    return html`<p class="hint">
            Tints are the phases of the time line;
            <span class="alert-sign" aria-hidden="true">▼</span>
            with a dashed line: an alert begins. Times are UTC.
        </p>
        ${[...new Set(charts.map(({ group }) => group))].map((group) =>
            chartGroup(
                group,
                charts.filter((one) => one.group === group),
                frame,
            ),
        )}`;
}

/** Charts of one kind; those in which nothing ever changed are folded away, all but one. */
function chartGroup(group: string, charts: readonly Chart[], frame: Frame): Markup {
    const lively = charts.filter(({ isFlat }) => !isFlat);
    const shown = lively.length > 0 ? lively : charts.slice(0, 1);
    const folded = charts.filter((one) => !shown.includes(one));
    return html`<h3 class="group">${group}</h3>
        <div class="charts">${shown.map((chart) => chartFigure(chart, frame))}</div>
        ${folded.length === 0 ? "" : foldedCharts(folded, frame)}`;
}

function foldedCharts(charts: readonly Chart[], frame: Frame): Markup {
    return html`<details>
        <summary>Did not change: ${charts.map(({ title }) => title).join("; ")}</summary>
        <div class="charts">${charts.map((chart) => chartFigure(chart, frame))}</div>
    </details>`;
}

export function logList(windows: readonly LogWindow[]): Markup {
    if (windows.length === 0) return html`<p>No turning point was reached.</p>`;
    return html`<p class="hint">
            Ten seconds before and after each turning point. Lines that differ in numbers only are
            one, with how often it came.
        </p>
        ${windows.map(
            ({ title, lines, leftOut }, index) =>
                html`<details class="log" ${index === 0 ? raw("open") : ""}>
                    <summary>${title}</summary>
                    ${lines.length === 0 ? html`<p>Nothing was logged.</p>` : logLines(lines, title)}
                    ${leftOut > 0 ? html`<p class="hint">${leftOut} more lines in logs.jsonl.gz</p>` : ""}
                </details>`,
        )}`;
}

function logLines(lines: LogWindow["lines"], title: string): Markup {
    return html`<ol class="lines" aria-label="${`Log lines, ${title}`}">
        ${lines.map(
            ({ atMs, source, text }) =>
                html`<li><time>${clock(atMs)}</time> <b>${source}</b> <code>${text}</code></li>`,
        )}
    </ol>`;
}

export function gapList(gaps: readonly Gap[]): Markup {
    if (gaps.length === 0) return html`<p>None: everything that was asked for was answered.</p>`;
    return cardTable({
        caption: "Gaps in the evidence",
        isCaptionHidden: true,
        columns: [{ name: "what" }, { name: "from, UTC" }, { name: "for" }, { name: "why" }],
        rows: gaps.map(({ what, fromMs, toMs, why }) => [
            html`<b>${what}</b>`,
            clock(fromMs),
            toMs > fromMs ? duration(toMs - fromMs) : "a moment",
            why,
        ]),
    });
}

export function tables({ tables }: RunModel): Markup {
    return html`${tables.map(({ title, head, rows }) =>
        figureTable({
            caption: title,
            columns: head.map((name) => ({ name })),
            rows,
        }),
    )}`;
}
