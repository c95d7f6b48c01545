import { html } from "hono/html";
import type { CriterionRecord } from "../../evidence/schema/outcome.ts";
import { spreadWords } from "../../proof/render.ts";
import type { Markup } from "./markup.ts";
import { type Cell, cardTable } from "./table.ts";

const COLUMNS = [
    { name: "group" },
    { name: "criterion" },
    { name: "expected" },
    { name: "seen" },
    { name: "held", isNumber: true },
    { name: "min / median / max", isNumber: true },
    { name: "verdict" },
];

/** The criteria exactly as the prover decided them, in its order. */
export function criteriaTable(caption: string, criteria: readonly CriterionRecord[]): Markup {
    return cardTable({
        caption,
        isCaptionHidden: true,
        columns: COLUMNS,
        rows: criteria.map((one) => [
            one.group,
            html`<b>${one.name}</b><small>${one.source}</small>`,
            one.expected,
            one.value,
            one.looks === undefined ? "–" : `${one.looks.held} of ${one.looks.of}`,
            spreadWords(one) || "–",
            verdict(one.asExpected),
        ]),
    });
}

export function verdict(isGood: boolean): Cell {
    return isGood
        ? html`<span class="good"><span aria-hidden="true">✓</span> as expected</span>`
        : html`<strong class="bad"><span aria-hidden="true">✗</span> WRONG</strong>`;
}
