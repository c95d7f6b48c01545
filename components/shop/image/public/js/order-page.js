// @ts-nocheck: browser code, and the project is checked without the browser's types
import { ShopError, read } from "./api.js";
import { byId, element, query } from "./dom.js";
import { SHIPPING_CENTS, addressLines, cents, formatDate, money, parseDate } from "./format.js";
import { notify, unavailable } from "./notice.js";
import { badge, orderId, statusOf, totalCents } from "./order.js";
import { detailPage } from "./product.js";
import { makeTable } from "./table.js";

const path = query("order");

try {
    await show(await readOrder());
} catch (error) {
    if (error.status === 404) {
        notify("error", "There is no such order.", "Please choose one from your orders.");
    } else {
        unavailable("This order can't be read just now.", error);
    }
}
byId("state").remove();

function readOrder() {
    // The address bar is anybody's: nothing but an order is asked for.
    if (!/^\/orders\/[\w-]+$/.test(path)) {
        throw new ShopError("Not an order", 404);
    }
    return read(path);
}

async function show(order) {
    const { customer, address, items } = order;
    byId("title").textContent = `Order ${orderId(order)}`;
    byId("status").append(badge(order), ` ${statusOf(order).text}`);
    byId("date").textContent = formatDate(parseDate(order.date));
    byId("address").textContent = [
        `${customer.firstName} ${customer.lastName}`,
        ...addressLines(address),
    ].join("\n");
    const names = await Promise.all(items.map(nameOf));
    byId("items").append(
        makeTable(
            "Ordered socks",
            ["Sock", "Quantity", "Price", "Sum"],
            items.map((item, index) => cells(item, names[index])),
        ),
    );
    byId("shipping").textContent = money(SHIPPING_CENTS);
    byId("total").textContent = money(totalCents(order));
    byId("order").hidden = false;
}

function cells({ itemId, quantity, unitPrice }, name) {
    return [
        element("a", { href: detailPage(itemId) }, name),
        String(quantity),
        money(cents(unitPrice)),
        money(cents(unitPrice) * quantity),
    ];
}

/** The order has ids only. Its prices are its own; a name that can't be read is no reason to fail. */
async function nameOf({ itemId }) {
    const sock = await read(`/catalogue/${encodeURIComponent(itemId)}`).catch(() => null);
    return sock?.name ?? itemId;
}
