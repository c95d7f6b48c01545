// @ts-nocheck: browser code, and the project is checked without the browser's types
import { openLogIn } from "./dialogs.js";
import { byId, element } from "./dom.js";
import { formatDate, money, plural } from "./format.js";
import { button, notify, unavailable } from "./notice.js";
import { badge, orderId, orderPage, readOrders, totalCents } from "./order.js";
import { makeTable } from "./table.js";
import { loggedIn } from "./session.js";

/** More than anybody reads at once; an account that a load test uses has thousands. */
const FIRST = 20;
const COLUMNS = ["Order", "Date", "Total", "Status"];

const state = byId("state");
const list = byId("orders");

if (loggedIn()) {
    try {
        show((await readOrders()).orders, FIRST);
    } catch (error) {
        state.remove();
        unavailable("Your orders can't be read just now.", error);
    }
} else {
    state.textContent = "";
    notify(
        "error",
        "You are not logged in.",
        "Please log in to see your orders.",
        button("Log in", openLogIn),
    );
}

function show(orders, count) {
    state.textContent =
        orders.length === 0 ? "You have no orders yet." : plural(orders.length, "order");
    const shown = orders.slice(0, count);
    list.replaceChildren(
        ...(shown.length === 0 ? [] : [makeTable("My orders", COLUMNS, shown.map(cells))]),
    );
    if (orders.length > count) {
        list.append(button(`Show all ${orders.length}`, () => show(orders, orders.length)));
    }
}

function cells(order) {
    const id = orderId(order);
    return [
        element("a", { href: orderPage(id), className: "id" }, id),
        element("time", {}, formatDate(order.when)),
        money(totalCents(order)),
        badge(order),
    ];
}
