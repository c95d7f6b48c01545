import { html } from "hono/html";

/** HTML in which all text that was put in is escaped; `hono/html` types it as if it might have to be waited for. */
export type Markup = ReturnType<typeof html>;

/** No HTML at all. */
export const NOTHING: Markup = html``;
