// @ts-nocheck: browser code, and the project is checked without the browser's types
import { byId, element } from "./dom.js";

const KEPT_NOTICE = "notice";

/**
 * Shows a banner on top of the page. A problem interrupts: it is announced, scrolled to and focused.
 * Good news is announced only (its place is a live region), so that whoever is at the keyboard stays
 * where they were.
 */
export function notify(kind, title, text = "", ...actions) {
    const banner = element(
        "div",
        { className: `notice ${kind}` },
        element("p", {}, element("strong", {}, title), ` ${text}`),
        ...actions,
    );
    byId("notices").replaceChildren(banner);
    if (kind === "error" || kind === "warning") {
        banner.role = "alert";
        banner.tabIndex = -1;
        banner.scrollIntoView({ block: "center" });
        banner.focus({ preventScroll: true });
    }
}

/** A part of the shop is down: says which, and offers to look again. */
export function unavailable(title, error) {
    notify("error", title, `Please try again in a moment. (${error.message})`, tryAgain());
}

export function clearNotices() {
    byId("notices").replaceChildren();
}

/** Keeps a banner for the page that comes next. */
export function keepNotice(kind, title, text) {
    sessionStorage.setItem(KEPT_NOTICE, JSON.stringify([kind, title, text]));
}

export function showKeptNotice() {
    const kept = sessionStorage.getItem(KEPT_NOTICE);
    sessionStorage.removeItem(KEPT_NOTICE);
    if (kept !== null) {
        notify(...JSON.parse(kept));
    }
}

export function link(text, href) {
    return element("a", { href, className: "action" }, text);
}

export function button(text, onclick) {
    return element("button", { type: "button", className: "quiet", onclick }, text);
}

function tryAgain() {
    return button("Try again", () => location.reload());
}
