// @ts-nocheck: browser code, and the project is checked without the browser's types
import { emptyCart } from "./cart.js";
import { openLogIn } from "./dialogs.js";
import { money } from "./format.js";
import { button, keepNotice, link, notify } from "./notice.js";
import { orderId, statusOf, totalCents } from "./order.js";

const ORDERS_PAGE = "/customer-orders.html";
const SAME_BASKET = "Your basket is unchanged.";

export function tellLoggedOut() {
    notify(
        "error",
        "You are not logged in.",
        "Please log in or register; your basket stays as it is.",
        button("Log in", openLogIn),
    );
}

/** Leads to the form that has to be filled in before an order can be placed. */
export function tellIncomplete(part) {
    notify("error", `Your ${part.name} is missing.`, `An order needs it: please fill it in below.`);
    part.lead();
}

/**
 * Tells what became of the order, and does what follows from it: an order that is paid takes the
 * basket with it, so that nobody pays twice. `page` is the basket's page.
 */
export async function tellOutcome({ kind, order, message }, page) {
    await TELL[kind]({ order, message, page });
}

const TELL = {
    placed: async ({ order }) => {
        const done = `Order ${orderId(order)}, ${money(totalCents(order))}: ${statusOf(order).label}.`;
        try {
            await emptyCart();
            keepNotice("success", "Thank you for your order.", done);
        } catch {
            keepNotice(
                "warning",
                "Your order is placed, but your basket could not be emptied.",
                `Please don't order it again. ${done}`,
            );
        }
        location.assign(ORDERS_PAGE);
    },
    delayed: async ({ order, page }) => {
        const emptied = await emptyCart().then(
            () => "",
            () => " Your basket could not be emptied: please don't order it again.",
        );
        await page.reload();
        notify(
            "warning",
            "Your order is paid; shipping is delayed.",
            `You need not order again. Order ${orderId(order)}.${emptied}`,
            link("See my orders", ORDERS_PAGE),
        );
    },
    failed: ({ order }) =>
        notify(
            "error",
            "Payment processing failed.",
            `Your card has NOT been charged. ${SAME_BASKET} Please try again later.${recorded(order)}`,
            link("See my orders", ORDERS_PAGE),
        ),
    declined: ({ message }) => {
        const [title, text] = /^Payment declined/.test(message)
            ? [`${message}.`, ""]
            : ["Payment declined.", `${message}. `];
        notify("error", title, `${text}Your card has not been charged. ${SAME_BASKET}`);
    },
    incomplete: async ({ page }) => {
        await page.checkDelivery();
    },
    loggedOut: tellLoggedOut,
    underway: ({ order }) =>
        notify(
            "warning",
            "Your order is still being processed.",
            `Please look at your orders before you order again.${recorded(order)}`,
            link("See my orders", ORDERS_PAGE),
        ),
    none: ({ message }) =>
        notify(
            "error",
            "Your order was not placed.",
            `There is no order on record for it, and no payment. ${SAME_BASKET} Please try again in a moment. (${message})`,
        ),
    unknown: ({ message }) =>
        notify(
            "error",
            "The outcome of your order is unknown.",
            `The shop can't tell just now whether it was placed and paid. Please look at your orders before you order again. (${message})`,
            link("See my orders", ORDERS_PAGE),
        ),
};

function recorded(order) {
    return order === undefined
        ? ""
        : ` Order ${orderId(order)} is on record as: ${statusOf(order).label}.`;
}
