// @ts-nocheck: browser code, and the project is checked without the browser's types
import { ask } from "./api.js";
import { element } from "./dom.js";
import { cents, parseDate } from "./format.js";

/** What each status means to the one who ordered. Anything else is not made up: it is unknown. */
const STATUSES = {
    CREATED: { label: "Created", tone: "open", text: "The order is being processed." },
    PENDING: { label: "Pending", tone: "open", text: "The payment is being processed." },
    PAID: {
        label: "Paid",
        tone: "late",
        text: "The order is paid; shipping is delayed. You need not order again.",
    },
    SHIPPED: { label: "Shipped", tone: "good", text: "The order is paid and on its way." },
    PAYMENT_FAILED: {
        label: "Payment failed",
        tone: "bad",
        text: "The payment failed and your card has not been charged. Nothing will be shipped.",
    },
};
const UNKNOWN = {
    label: "Unknown",
    tone: "open",
    text: "The shop does not say how far this order is.",
};

export function statusOf(order) {
    return Object.hasOwn(STATUSES, order.status) ? STATUSES[order.status] : UNKNOWN;
}

/** The status in words; the colour only repeats them. */
export function badge(order) {
    const { label, tone } = statusOf(order);
    return element("span", { className: `badge ${tone}` }, label);
}

/** The id: an order that was just placed has it itself, one that was read has it in its link. */
export function orderId(order) {
    return (
        order.id ??
        String(order._links?.self?.href ?? "")
            .split("/")
            .pop()
    );
}

export function orderPage(id) {
    return `/customer-order.html?order=/orders/${encodeURIComponent(id)}`;
}

export function totalCents(order) {
    return cents(order.total);
}

/** The customer's orders, newest first, and the server's clock when it answered. */
export async function readOrders() {
    const { data, date } = await ask("/orders");
    if (!Array.isArray(data)) {
        throw new Error("The shop gave an answer that makes no sense.");
    }
    const orders = data.map((order) => ({ ...order, when: parseDate(order.date) }));
    return {
        orders: orders.sort((one, other) => other.when - one.when),
        serverTime: date === null ? Date.now() : Date.parse(date),
    };
}
