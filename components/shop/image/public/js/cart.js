// @ts-nocheck: browser code, and the project is checked without the browser's types
import { ask, post, readList, remove } from "./api.js";
import { byId } from "./dom.js";

/** What the basket held when it was last read; both the head of the page and the basket need it. */
let current;

/** The basket's lines, read once per page until `forgetCart`. */
export function readCart() {
    current ??= readList("/cart");
    return current;
}

export function forgetCart() {
    current = undefined;
}

/** Shows how much is in the basket. Without an answer the count goes: a wrong one would mislead. */
export async function showCount() {
    const count = byId("numItemsInCart");
    try {
        const lines = await readCart();
        const items = lines.reduce((sum, { quantity }) => sum + quantity, 0);
        count.textContent = items === 0 ? "0 items in cart" : `${items} item(s) in cart`;
    } catch {
        count.textContent = "";
    }
}

/** Puts one more of a sock into the basket. */
export async function addToCart(id) {
    await post("/cart", { id });
    forgetCart();
    await showCount();
}

/**
 * The lines by sock. Logging in can leave a sock on two lines (the basket from before and the
 * visitor's), of which the service changes the first only; `copies` tells how many there are.
 */
export function joinLines(lines) {
    const joined = new Map();
    for (const { itemId, quantity, unitPrice } of lines) {
        const line = joined.get(itemId) ?? { itemId, unitPrice, quantity: 0, copies: 0 };
        line.quantity += quantity;
        line.copies += 1;
        joined.set(itemId, line);
    }
    return [...joined.values()];
}

export async function removeLine({ itemId, copies }) {
    await removeCopies(itemId, copies);
}

export async function setQuantity({ itemId, copies }, quantity) {
    await removeCopies(itemId, copies - 1);
    await post("/cart/update", { id: itemId, quantity });
}

export function emptyCart() {
    return ask("/cart", { method: "DELETE" });
}

async function removeCopies(itemId, copies) {
    for (let left = copies; left > 0; left -= 1) {
        await remove(`/cart/${encodeURIComponent(itemId)}`);
    }
}
