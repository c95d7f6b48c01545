import { html, raw } from "hono/html";
import { DASHES, drawChart } from "../chart/draw.ts";
import { NARROW, type Size, WIDE } from "../chart/parts.ts";
import type { Chart, Frame } from "../model/run-model.ts";
import { figure } from "../text.ts";
import { chartTables, chartWords } from "./chart-words.ts";
import type { Markup } from "./markup.ts";

/** A chart with its legend, and the same as tables for who can't see it. */
export function chartFigure(chart: Chart, frame: Frame, greatest = 0, prefix = ""): Markup {
    const id = `${prefix}${chart.id}`;
    const words = chartWords(chart, frame);
    const drawing = (size: Size): Markup => raw(drawChart(chart, frame, size, words, greatest));
    return html`<figure class="chart" aria-labelledby="${id}">
        <figcaption>
            <h4 id="${id}">
                ${chart.title}${chart.unit === "" ? "" : html`<span class="unit">, ${chart.unit}</span>`}
            </h4>
            <p class="source">${chart.source}</p>
        </figcaption>
        ${legend(chart)}
        <div class="wide">${drawing(WIDE)}</div>
        <div class="narrow">${drawing(NARROW)}</div>
        <details>
            <summary>Figures<span class="unseen"> of ${chart.title}</span></summary>
            ${chartTables(chart, frame)}
        </details>
    </figure>`;
}

function legend({ series, limits, omitted }: Chart): Markup {
    return html`<ul class="legend">
        ${series.map(({ name }, index) => html`<li>${swatch(index)} ${name}</li>`)}
        ${limits.map(({ name, value }) => html`<li>${limitSwatch()} ${name} ${figure(value)}</li>`)}
        ${omitted === 0 ? "" : html`<li class="more">and ${omitted} that changed less</li>`}
    </ul>`;
}

function swatch(index: number): Markup {
    return html`<svg width="22" height="8" viewBox="0 0 22 8" aria-hidden="true">
        <line
            x1="1"
            x2="21"
            y1="4"
            y2="4"
            stroke="var(--series-${index + 1})"
            stroke-width="2.5"
            stroke-dasharray="${DASHES[index] ?? ""}"
        ></line>
    </svg>`;
}

function limitSwatch(): Markup {
    return html`<svg width="22" height="8" viewBox="0 0 22 8" aria-hidden="true">
        <line x1="1" x2="21" y1="4" y2="4" stroke="var(--muted)" stroke-dasharray="5 4"></line>
    </svg>`;
}
