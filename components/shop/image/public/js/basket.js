// @ts-nocheck: browser code, and the project is checked without the browser's types
import { readList } from "./api.js";
import {
    freeze,
    isEmpty,
    loadContents,
    reloadContents,
    settled,
    totalCents,
    valid,
} from "./basket-contents.js";
import { tellIncomplete, tellLoggedOut, tellOutcome } from "./checkout.js";
import { addressPart, cardPart } from "./delivery.js";
import { openLogIn, openRegister } from "./dialogs.js";
import { byId, element } from "./dom.js";
import { busy, idle } from "./form.js";
import { button, clearNotices, notify } from "./notice.js";
import { placeOrder } from "./order-outcome.js";
import { showProducts } from "./product.js";
import { loggedIn } from "./session.js";

const ORDERING = "Placing your order…";

const orderButton = byId("orderButton");
const action = orderButton.textContent;
const parts = loggedIn() ? [addressPart(), cardPart()] : [];
let ordering = false;

byId("contents").addEventListener("shown", enable);
orderButton.addEventListener("click", order);
const delivery = showDelivery();
await Promise.all([loadContents(), showSuggestions()]);

/** The button works once there is something to order, and not while an order is under way. */
function enable() {
    orderButton.disabled = ordering || isEmpty();
}

async function order() {
    clearNotices();
    if (!loggedIn()) {
        tellLoggedOut();
    } else if (valid()) {
        begin();
        await ((await settled()) ? placeAndTell() : end());
    }
}

async function placeAndTell() {
    await delivery;
    const missing = parts.find((part) => part.missing());
    if (missing !== undefined) {
        end();
        tellIncomplete(missing);
        return;
    }
    const outcome = await placeOrder(totalCents());
    // An order that is placed leads away; until then the button must not work again.
    if (outcome.kind !== "placed") {
        end();
    }
    await tellOutcome(outcome, { reload: reloadContents, checkDelivery });
}

function begin() {
    ordering = true;
    freeze(true);
    busy(orderButton, ORDERING);
    byId("state").textContent = ORDERING;
}

function end() {
    ordering = false;
    freeze(false);
    idle(orderButton, action);
    byId("state").textContent = "";
}

async function showDelivery() {
    if (loggedIn()) {
        await Promise.all(parts.map((part) => part.load()));
        return;
    }
    byId("delivery").replaceChildren(
        element("p", {}, "Log in or register to enter address and card. Your basket comes along."),
        element(
            "p",
            { className: "actions" },
            button("Log in", openLogIn),
            button("Register", openRegister),
        ),
    );
}

/** The shop found address or card missing: looks which, and leads there. */
async function checkDelivery() {
    await showDelivery();
    const missing = parts.find((part) => part.missing());
    if (missing === undefined) {
        notify(
            "error",
            "Your order was not placed.",
            "Address or card could not be read; please try again.",
        );
    } else {
        tellIncomplete(missing);
    }
}

/** Something to look at; the basket is whole without it. */
async function showSuggestions() {
    const socks = await readList("/catalogue?size=3").catch(() => []);
    byId("suggestions-section").hidden = socks.length === 0;
    showProducts(byId("suggestions"), socks, { buttons: false });
}
