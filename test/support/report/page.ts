import { type Document, Window } from "happy-dom";

/** A page's document; scripts don't run, and nothing is loaded. */
export function documentIn(html: string): Document {
    const { document } = new Window();
    document.write(html);
    return document;
}

/** The text of an element as a reader sees it: without the blanks of its markup. */
export function words(element: { textContent: string } | null | undefined): string {
    return (element?.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** The cells of a table's body, row by row, without what is small print. */
export function rowsOf(document: Document, selector: string): string[][] {
    return [...document.querySelectorAll(`${selector} tbody tr`)].map((row) =>
        [...row.querySelectorAll("td, th")].map((cell) => {
            for (const small of cell.querySelectorAll("small")) small.remove();
            return words(cell);
        }),
    );
}
