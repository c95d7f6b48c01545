// @ts-nocheck: browser code, and the project is checked without the browser's types
import { read } from "./api.js";
import { basketLine } from "./basket-line.js";
import {
    emptyCart,
    forgetCart,
    joinLines,
    readCart,
    removeLine,
    setQuantity,
    showCount,
} from "./cart.js";
import { byId } from "./dom.js";
import { SHIPPING_CENTS, cents, money } from "./format.js";
import { clearNotices, notify, unavailable } from "./notice.js";

const contents = byId("contents");
const socks = new Map();
let lines = [];
/** Changes of the basket, one after the other: the service loses one of two at the same time. */
let changes = Promise.resolve();
let waiting = 0;
let failures = 0;

byId("emptyButton").addEventListener("click", () => {
    byId("title").focus();
    change(emptyCart, "Emptied:", "your basket.");
});

/** Reads and shows the basket. */
export async function loadContents() {
    try {
        lines = joinLines(await readCart());
    } catch (error) {
        byId("state").textContent = "";
        unavailable("The basket is unavailable.", error);
        return;
    }
    await Promise.all(lines.map(readSock));
    show();
    if (lines.some(({ itemId }) => socks.get(itemId) === null)) {
        notify(
            "warning",
            "The catalogue is unavailable.",
            "Some names and pictures can't be shown; you can still order.",
        );
    }
}

export async function reloadContents() {
    forgetCart();
    await Promise.all([loadContents(), showCount()]);
}

/** Waits for changes under way; false if one of them failed, so that what is shown may surprise. */
export async function settled() {
    const before = failures;
    await changes;
    return failures === before;
}

export function isEmpty() {
    return lines.length === 0;
}

/** Whether what is entered is what would be ordered; says so at the field where it isn't. */
export function valid() {
    const wrong = contents.querySelector(":invalid");
    wrong?.reportValidity();
    return wrong === null;
}

/** Holds the basket still while it is ordered. */
export function freeze(frozen) {
    contents.inert = frozen;
}

export function totalCents() {
    return subtotalCents() + SHIPPING_CENTS;
}

function subtotalCents() {
    return lines.reduce((sum, { unitPrice, quantity }) => sum + cents(unitPrice) * quantity, 0);
}

async function readSock({ itemId }) {
    if (!socks.get(itemId)) {
        const path = `/catalogue/${encodeURIComponent(itemId)}`;
        socks.set(itemId, await read(path).catch(() => null));
    }
}

function show() {
    const focused = document.activeElement?.id;
    byId("lines").replaceChildren(
        ...lines.map((line) =>
            basketLine({ line, sock: socks.get(line.itemId), onQuantity, onRemove }),
        ),
    );
    if (focused) {
        byId(focused)?.focus();
    }
    const empty = isEmpty();
    byId("state").textContent = empty ? "Your basket is empty." : "";
    byId("empty").hidden = !empty;
    byId("emptyButton").hidden = empty;
    byId("sums").hidden = empty;
    byId("subtotal").textContent = money(subtotalCents());
    byId("shipping").textContent = money(SHIPPING_CENTS);
    byId("total").textContent = money(totalCents());
    contents.dispatchEvent(new Event("shown"));
}

function onQuantity(line, quantity, name) {
    change(() => setQuantity(line, quantity), "Changed:", `${quantity} × ${name}.`);
}

function onRemove(line, name) {
    // The button that had the focus is about to go.
    byId("title").focus();
    change(() => removeLine(line), "Removed:", `${name}.`);
}

/** Does a change after those before it, and reads the basket again once none is left. */
function change(make, title, text) {
    waiting += 1;
    clearNotices();
    changes = changes
        .then(make)
        .then(
            () => notify("toast", title, text),
            (error) => {
                failures += 1;
                unavailable("The basket could not be changed.", error);
            },
        )
        .then(async () => {
            waiting -= 1;
            if (waiting === 0) {
                await reloadContents();
            }
        });
}
