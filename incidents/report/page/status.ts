import { html } from "hono/html";
import type { RunStatus } from "../../evidence/schema/manifest.ts";
import type { Markup } from "./markup.ts";

/** A sign besides the colour, for print and for eyes that know none. */
const SIGNS: Readonly<Record<RunStatus, { sign: string; words: string }>> = {
    valid: { sign: "✓", words: "valid" },
    invalid: { sign: "✗", words: "not valid" },
    interrupted: { sign: "■", words: "interrupted" },
    running: { sign: "…", words: "under way" },
};

export function statusWords(status: RunStatus): string {
    return SIGNS[status].words;
}

export function statusBadge(status: RunStatus): Markup {
    const { sign, words } = SIGNS[status];
    return html`<strong class="badge ${status}"
        ><span aria-hidden="true">${sign}</span> ${words}</strong
    >`;
}
