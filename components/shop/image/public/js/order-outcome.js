// @ts-nocheck: browser code, and the project is checked without the browser's types
import { ask } from "./api.js";
import { orderId, readOrders, totalCents } from "./order.js";

/** Each of the services behind an order may take five seconds, one after the other. */
const TIMEOUT_MS = 60_000;

/** The clocks of the shop's services may differ a little. */
const CLOCK_SLACK_MS = 1000;

/** Orders of earlier attempts on this page: a quick second try must not be taken for the first. */
const told = new Set();

const KIND_OF_STATUS = {
    CREATED: "underway",
    PENDING: "underway",
    PAID: "delayed",
    PAYMENT_FAILED: "failed",
};

/**
 * Places the order and tells what became of it: `placed`, `delayed` (paid, not shipped), `failed`
 * (payment), `declined`, `incomplete` (no address or card), `loggedOut`, `underway`, `none` (nothing
 * on record) or `unknown`. An error alone tells too little: it can come before or after the payment.
 */
export async function placeOrder(expectedCents) {
    const started = Date.now();
    try {
        const { data } = await ask("/orders", { method: "POST", timeoutMs: TIMEOUT_MS });
        return { kind: kindOf(data), order: data };
    } catch ({ status, message }) {
        return refusal(status, message) ?? (await onRecord({ started, expectedCents, message }));
    }
}

/** The answers that tell all by themselves. */
function refusal(status, message) {
    if (message === "User not logged in.") {
        return { kind: "loggedOut", message };
    }
    if (status === 406 && message.startsWith("Invalid order request")) {
        return { kind: "incomplete", message };
    }
    if (status === 406 && message.startsWith("Payment")) {
        return { kind: "declined", message };
    }
    return undefined;
}

/** What the shop has on record about an order that ended in an error. */
async function onRecord({ started, expectedCents, message }) {
    try {
        const { orders, serverTime } = await readOrders();
        // This browser's clock may be wrong; only the time that has passed can be trusted.
        const since = serverTime - (Date.now() - started) - CLOCK_SLACK_MS;
        const recent = orders.filter(
            (order) => order.when.getTime() >= since && !told.has(orderId(order)),
        );
        const order = recent.find((one) => totalCents(one) === expectedCents) ?? recent[0];
        if (order !== undefined) {
            told.add(orderId(order));
            return { kind: kindOf(order), order, message };
        }
        return { kind: /payment/i.test(message) ? "failed" : "none", message };
    } catch {
        return { kind: "unknown", message };
    }
}

/** Services that know no status keep an order only once all went well. */
function kindOf(order) {
    return KIND_OF_STATUS[order?.status] ?? "placed";
}
