import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { html, raw } from "hono/html";
import type { Markup } from "./markup.ts";
import type { Section } from "./section.ts";

const STYLE = readFileSync(new URL("./report.css", import.meta.url), "utf8");
/** In one piece: a blank more inside, and it is not what the policy allows. */
const STYLE_ELEMENT = raw(`<style>${STYLE}</style>`);

/**
 * What a page may do: look like its own style, and nothing else. There is no script in it, and nothing
 * is asked of anywhere.
 */
const POLICY = [
    "default-src 'none'",
    `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
    "base-uri 'none'",
    "form-action 'none'",
].join("; ");

export interface Page {
    title: string;
    /** Above all, with the only `h1`. */
    header: Markup;
    /** Links to parts of the page, by their ids. */
    contents: readonly Pick<Section, "id" | "name" | "short">[];
    main: Markup;
    footer: Markup;
}

/** One self-contained file. */
export async function documentOf({ title, header, contents, main, footer }: Page): Promise<string> {
    const text = await html`<!doctype html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta http-equiv="Content-Security-Policy" content="${raw(POLICY)}" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="referrer" content="no-referrer" />
                <title>${title}</title>
                ${STYLE_ELEMENT}
            </head>
            <body>
                <a class="skip" href="#main">Skip to content</a>
                <header class="head">${header}</header>
                ${contents.length === 0 ? "" : contentsOf(contents)}
                <main id="main" tabindex="-1">${main}</main>
                <footer>${footer}</footer>
            </body>
        </html>`;
    // Indents are for who reads the program; logs keep theirs, they are put in without any.
    return `${String(text)}\n`;
}

function contentsOf(contents: Page["contents"]): Markup {
    return html`<nav aria-label="Parts of this page">
        <ul>
            ${contents.map(({ id, name, short }) => html`<li><a href="#${id}">${short ?? name}</a></li>`)}
        </ul>
    </nav>`;
}
