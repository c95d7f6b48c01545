import { html } from "hono/html";
import type { CriterionRecord } from "../../evidence/schema/outcome.ts";
import type { Alert, RunModel } from "../model/run-model.ts";
import { clock, dateAndClock, measure } from "../text.ts";
import { criteriaTable } from "./criteria.ts";
import { documentOf } from "./document.ts";
import { type Markup, NOTHING } from "./markup.ts";
import { changesTable, chartList, gapList, logList, tables, timeLine } from "./run-sections.ts";
import { type Section, sectionMarkup } from "./section.ts";
import { statusBadge, statusWords } from "./status.ts";
import { cardTable } from "./table.ts";

/** A run as one self-contained HTML file. */
export async function renderRun(model: RunModel): Promise<string> {
    const sections = sectionsOf(model);
    return await documentOf({
        title: `${model.incident}, ${dateAndClock(model.fromMs)} UTC: ${statusWords(model.status)}`,
        header: headOf(model),
        contents: sections,
        main: html`${summaryOf(model)}${sections.map(sectionMarkup)}`,
        footer: footerOf(model),
    });
}

function headOf({ incident, title, status, fromMs, toMs, pace, withoutFault }: RunModel): Markup {
    return html`<p class="up"><a href="../index.html">All runs</a></p>
        <h1>${title}</h1>
        <p class="under">
            <code>${incident}</code> ${statusBadge(status)}
            <span class="badge plain">${pace} pace</span>
            ${withoutFault ? html`<span class="badge plain">without its fault</span>` : ""}
            <span class="window"
                ><time datetime="${new Date(fromMs).toISOString()}">${dateAndClock(fromMs)}</time>
                to ${clock(toMs)} UTC</span
            >
        </p>`;
}

function summaryOf({ status, because, figures }: RunModel): Markup {
    return html`${
            because.length === 0
                ? ""
                : html`<div class="notice ${status}" role="note">
                      <p><strong>${NOTICES[status]}</strong></p>
                      <ul>
                          ${because.map((reason) => html`<li>${reason}</li>`)}
                      </ul>
                  </div>`
        }
        <dl class="figures">
            ${figures.map(
                ({ name, value }) =>
                    html`<div>
                        <dt>${name}</dt>
                        <dd>${value}</dd>
                    </div>`,
            )}
        </dl>`;
}

const NOTICES: Readonly<Record<RunModel["status"], string>> = {
    valid: "Valid",
    invalid: "Not valid, because:",
    interrupted: "Interrupted",
    running: "Under way",
};

function sectionsOf(model: RunModel): Section[] {
    const { criteria, points, logs, gaps } = model;
    return [
        { id: "changed", name: "What was changed", short: "Changed", body: changed(model) },
        { id: "time-line", name: "Time line", body: timeLine(model) },
        { id: "criteria", name: "Must and must not", body: judged(criteria, SIGNATURE) },
        { id: "charts", name: "Charts", body: chartList(model) },
        { id: "alerts", name: "Alerts", body: alertsTable(model) },
        { id: "logs", name: "Logs around the turning points", short: "Logs", body: logList(logs) },
        { id: "recovery", name: "Recovery", body: recovery(model) },
        { id: "points", name: "Points of the proof", short: "Proof", body: pointsTable(points) },
        ...(model.tables.length === 0
            ? []
            : [
                  {
                      id: "totals",
                      name: "Orders, load and stores",
                      short: "Totals",
                      body: tables(model),
                  },
              ]),
        { id: "gaps", name: "Gaps in the evidence", short: "Gaps", body: gapList(gaps) },
    ];
}

function changed({ changes }: RunModel): Markup {
    if (changes.length === 0) return html`<p>No change was seen: it was never applied.</p>`;
    return changesTable("Fields that the incident changed", changes, "while applied");
}

const SIGNATURE = ["must", "must not"];
const RECOVERY = ["healed", "recovered"];

function judged(criteria: readonly CriterionRecord[], groups: readonly string[]): Markup {
    const rows = criteria.filter(({ group }) => groups.includes(group));
    if (rows.length === 0) return html`<p>None was decided.</p>`;
    return criteriaTable(`Criteria: ${groups.join(", ")}`, rows);
}

const DECLARED: Readonly<Record<Alert["declared"], string>> = {
    must: "has to fire",
    may: "may fire",
    no: "UNDECLARED",
};

function alertsTable({ frame, appliedMs }: RunModel): Markup {
    const { alerts } = frame;
    if (alerts.length === 0) return html`<p>No alert fired.</p>`;
    return cardTable({
        caption: "Alerts that fired",
        isCaptionHidden: true,
        columns: [
            { name: "alert" },
            { name: "severity" },
            { name: "declared" },
            { name: "began, UTC", isNumber: true },
            { name: "after applied", isNumber: true },
            { name: "ended, UTC", isNumber: true },
        ],
        rows: alerts.map(({ name, severity, declared, fromMs, toMs }) => [
            html`<b>${name}</b>`,
            severity,
            DECLARED[declared],
            clock(fromMs),
            appliedMs === undefined ? "–" : measure((fromMs - appliedMs) / 1000, "s"),
            toMs === undefined ? "not seen" : clock(toMs),
        ]),
    });
}

function recovery({ criteria, differences, leftChanged, status }: RunModel): Markup {
    return html`${judged(criteria, RECOVERY)}
        <h3>The shop before and after</h3>
        ${
            leftChanged.length > 0
                ? changesTable("Fields that were not put back", leftChanged, "after")
                : differences === undefined || status === "interrupted" || status === "running"
                  ? html`<p>Never compared: the run did not come to that.</p>`
                  : NOTHING
        }
        ${differenceList(differences)}`;
}

function differenceList(differences: RunModel["differences"]): Markup {
    if (differences === undefined) return NOTHING;
    if (differences.length === 0) return html`<p>No field differs.</p>`;
    return cardTable({
        caption: "Differences that the proof found",
        columns: [{ name: "object" }, { name: "field" }, { name: "expected" }, { name: "found" }],
        rows: differences.map(({ object, field, expected, found }) => [
            html`<b>${object}</b>`,
            html`<code>${field}</code>`,
            html`<code>${expected}</code>`,
            html`<code>${found}</code>`,
        ]),
    });
}

function pointsTable(points: RunModel["points"]): Markup {
    if (points.length === 0) return html`<p>No point was decided.</p>`;
    return cardTable({
        caption: "Points of the proof",
        isCaptionHidden: true,
        columns: [
            { name: "UTC" },
            { name: "seconds", isNumber: true },
            { name: "point" },
            { name: "seen" },
            { name: "verdict" },
        ],
        rows: points.map(({ at, seconds, name, seen, holds }) => [
            clock(Date.parse(at)),
            seconds.toFixed(1),
            html`<b>${name}</b>`,
            html`<span class="long">${seen}</span>`,
            holds
                ? html`<span class="good"><span aria-hidden="true">✓</span> holds</span>`
                : html`<strong class="bad"><span aria-hidden="true">✗</span> FAILS</strong>`,
        ]),
    });
}

function footerOf({ run, files }: RunModel): Markup {
    return html`<p>
            Run <code>${run}</code>. This page shows what is in its folder and decides nothing; it
            asks nothing of anywhere.
        </p>
        ${
            files.length === 0
                ? ""
                : html`<p>
                      Evidence:
                      ${files.map((file, index) => html`${index === 0 ? "" : ", "}<a href="${file}">${file}</a>`)}
                  </p>`
        }
        <p>Charts drawn with Observable Plot (ISC licence).</p>`;
}
