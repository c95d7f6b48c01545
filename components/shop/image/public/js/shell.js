// @ts-nocheck: browser code, and the project is checked without the browser's types
import { showCount } from "./cart.js";
import { openLogIn, openRegister } from "./dialogs.js";
import { byId, element } from "./dom.js";
import { showKeptNotice } from "./notice.js";
import { logOut, loggedIn, readCustomer } from "./session.js";

/** What every page has around its content: the way to the others, who is logged in, the basket. */
async function start() {
    byId("navbar").append(...navigation());
    byId("topbar").append(...(loggedIn() ? farewell() : welcome()));
    showKeptNotice();
    await Promise.all([showCountAndWatch(), loggedIn() && showName()]);
}

function navigation() {
    const links = [
        navLink("Home", "/", "/index.html"),
        navLink("Catalogue", "/category.html", "/detail.html"),
    ];
    if (loggedIn()) {
        links.push(
            navLink("My orders", "/customer-orders.html", "/customer-order.html"),
            navLink("Account", "/customer-account.html"),
        );
    }
    const basket = navLink("Basket", "/basket.html");
    basket.append(element("span", { id: "numItemsInCart" }, "0 items in cart"));
    return [...links, basket];
}

/** The link to the page shown, or to the one it belongs to, is marked. */
function navLink(text, href, ...others) {
    const anchor = element("a", { href }, text);
    if (location.pathname === href) {
        anchor.setAttribute("aria-current", "page");
    } else if (others.includes(location.pathname)) {
        anchor.setAttribute("aria-current", "true");
    }
    return anchor;
}

function welcome() {
    return [
        topButton("login", "Login", openLogIn),
        topButton("register", "Register", openRegister),
    ];
}

function farewell() {
    const leave = topButton("logout", "Logout", () => {
        logOut();
        location.assign("/");
    });
    return [element("span", { id: "howdy" }, "Logged in"), leave];
}

function topButton(id, text, onclick) {
    return element("button", { type: "button", className: "quiet", id, onclick }, text);
}

async function showCountAndWatch() {
    await showCount();
    // From here on a change is news; the count that the page came with is not.
    byId("numItemsInCart").setAttribute("aria-live", "polite");
}

async function showName() {
    try {
        const { firstName, lastName } = await readCustomer();
        byId("howdy").textContent = `Logged in as ${firstName} ${lastName}`;
    } catch {
        byId("howdy").textContent = "Logged in (your name can't be read just now)";
    }
}

// A page that the browser kept for going back shows an old basket, or a button still at work.
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
void start();
