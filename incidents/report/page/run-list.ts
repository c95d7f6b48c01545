import { html } from "hono/html";
import type { RunStatus } from "../../evidence/schema/manifest.ts";
import { dateAndClock, duration } from "../text.ts";
import { documentOf } from "./document.ts";
import { statusBadge } from "./status.ts";
import { cardTable } from "./table.ts";

/** A run as the index lists it. */
export interface ListedRun {
    run: string;
    incident: string;
    title: string;
    status: RunStatus;
    pace: string;
    fromMs: number;
    /** Of an ended run. */
    toMs: number | undefined;
    hasReport: boolean;
}

/** Folders that look like a run and can't be read, with the reason. */
export interface UnreadableRun {
    run: string;
    reason: string;
}

/** All runs, the newest first. */
export async function renderRunList(
    runs: readonly ListedRun[],
    unreadable: readonly UnreadableRun[],
): Promise<string> {
    const newest = runs.toSorted((a, b) => b.fromMs - a.fromMs);
    return await documentOf({
        title: "Runs of the Sock Shop incident lab",
        header: html`<h1>Runs</h1>
            <p class="under">
                Incidents of the Sock Shop that were proven here, the newest first.
            </p>`,
        contents: [],
        main: html`<section aria-label="Runs">
                ${newest.length === 0 ? html`<p>No run yet.</p>` : runTable(newest)}
            </section>
            ${unreadable.length === 0 ? "" : unreadableSection(unreadable)}`,
        footer: html`<p>
            Each report is one file, which can be passed on alone. Two runs side by side:
            <code>npm run report -- compare A B</code>
        </p>`,
    });
}

function runTable(runs: readonly ListedRun[]): ReturnType<typeof html> {
    return cardTable({
        caption: "Runs, the newest first",
        isCaptionHidden: true,
        columns: [
            { name: "began, UTC" },
            { name: "incident" },
            { name: "title" },
            { name: "status" },
            { name: "pace" },
            { name: "length", isNumber: true },
        ],
        rows: runs.map(({ run, incident, title, status, pace, fromMs, toMs, hasReport }) => [
            dateAndClock(fromMs),
            hasReport
                ? html`<a href="${encodeURIComponent(run)}/report.html">${incident}</a>`
                : html`${incident} <small>no report: npm run report -- ${run}</small>`,
            title,
            statusBadge(status),
            pace,
            toMs === undefined ? "–" : duration(toMs - fromMs),
        ]),
    });
}

function unreadableSection(runs: readonly UnreadableRun[]): ReturnType<typeof html> {
    return html`<section aria-labelledby="unreadable">
        <h2 id="unreadable">Can't be read</h2>
        <ul>
            ${runs.map(({ run, reason }) => html`<li><code>${run}</code>: ${reason}</li>`)}
        </ul>
    </section>`;
}
