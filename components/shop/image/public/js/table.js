// @ts-nocheck: browser code, and the project is checked without the browser's types
import { element } from "./dom.js";

/**
 * A table that a narrow screen lays out as cards. The roles are spelt out since some browsers forget
 * them with the layout; there each cell shows its column's name.
 */
export function makeTable(caption, columns, rows) {
    return element(
        "table",
        { role: "table", className: "cards" },
        element("caption", { className: "visually-hidden" }, caption),
        element(
            "thead",
            { role: "rowgroup" },
            element(
                "tr",
                { role: "row" },
                ...columns.map((name) =>
                    element("th", { role: "columnheader", scope: "col" }, name),
                ),
            ),
        ),
        element(
            "tbody",
            { role: "rowgroup" },
            ...rows.map((cells) =>
                element(
                    "tr",
                    { role: "row" },
                    ...cells.map((cell, index) =>
                        element("td", { role: "cell", "data-column": columns[index] }, cell),
                    ),
                ),
            ),
        ),
    );
}
