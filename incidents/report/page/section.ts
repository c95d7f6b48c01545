import { html } from "hono/html";
import type { Markup } from "./markup.ts";

/** A part of a page that the contents lead to. */
export interface Section {
    id: string;
    name: string;
    /** Name in the contents, where that is too long. Default the same. */
    short?: string;
    body: Markup;
}

export function sectionMarkup({ id, name, body }: Section): Markup {
    return html`<section aria-labelledby="${id}">
        <h2 id="${id}">${name}</h2>
        ${body}
    </section>`;
}
