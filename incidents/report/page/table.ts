import { html } from "hono/html";
import type { Markup } from "./markup.ts";

/** A cell: text, which is escaped, or HTML that is already. */
export type Cell = string | Markup;

export interface Column {
    name: string;
    isNumber?: boolean;
}

export interface Table {
    /** Read out before the table; seen as well, unless `isCaptionHidden`. */
    caption: string;
    isCaptionHidden?: boolean;
    columns: readonly Column[];
    rows: readonly (readonly Cell[])[];
}

/**
 * A table of which each row becomes a card on a phone. The roles say what the look no longer does: a
 * browser takes a row that is laid out as a block for none.
 */
export function cardTable({ caption, isCaptionHidden, columns, rows }: Table): Markup {
    return html`<table class="cards" role="table">
        <caption class="${isCaptionHidden ? "unseen" : ""}">
            ${caption}
        </caption>
        <thead role="rowgroup">
            <tr role="row">
                ${columns.map(
                    ({ name, isNumber }) =>
                        html`<th
                            role="columnheader"
                            scope="col"
                            class="${isNumber ? "number" : ""}"
                        >
                            ${name}
                        </th>`,
                )}
            </tr>
        </thead>
        <tbody role="rowgroup">
            ${rows.map(
                (row) =>
                    html`<tr role="row">
                        ${row.map((cell, index) => cardCell(cell, columns[index]))}
                    </tr>`,
            )}
        </tbody>
    </table>`;
}

function cardCell(cell: Cell, column: Column | undefined): Markup {
    return html`<td
        role="cell"
        data-label="${column?.name ?? ""}"
        class="${column?.isNumber ? "number" : ""}"
    >
        <span>${cell}</span>
    </td>`;
}

/** A table of figures, which stays one and is moved sideways where it is too wide. */
export function figureTable({ caption, columns, rows }: Table): Markup {
    return html`<div class="sideways" tabindex="0" role="group" aria-label="${caption}">
        <table>
            <caption>
                ${caption}
            </caption>
            <thead>
                <tr>
                    ${columns.map(({ name }) => html`<th scope="col">${name}</th>`)}
                </tr>
            </thead>
            <tbody>
                ${rows.map(
                    ([first = "", ...rest]) =>
                        html`<tr>
                            <th scope="row">${first}</th>
                            ${rest.map((cell) => html`<td class="number">${cell}</td>`)}
                        </tr>`,
                )}
            </tbody>
        </table>
    </div>`;
}
