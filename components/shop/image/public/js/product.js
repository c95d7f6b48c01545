// @ts-nocheck: browser code, and the project is checked without the browser's types
import { addToCart } from "./cart.js";
import { element } from "./dom.js";
import { busy, idle } from "./form.js";
import { cents, money } from "./format.js";
import { link, notify } from "./notice.js";

export function detailPage(id) {
    return `/detail.html?id=${encodeURIComponent(id)}`;
}

/** A picture of a sock. Its name stands beside it, so it says nothing of its own to a screen reader. */
export function picture(source) {
    return element("img", { loading: "lazy", src: source, alt: "", width: 480, height: 400 });
}

/** A list of socks, each a card. */
export function showProducts(list, socks, { buttons = true } = {}) {
    list.replaceChildren(...socks.map((sock) => element("li", {}, card(sock, buttons))));
}

/** The button that puts a sock into the basket and says so. */
export function addButton({ id, name }, properties = {}) {
    const add = element("button", { type: "button", ...properties }, "Add to cart");
    add.addEventListener("click", async () => {
        busy(add, "Adding…");
        try {
            await addToCart(id);
            notify("toast", "Added to your basket:", name, link("View basket", "/basket.html"));
        } catch (error) {
            notify(
                "error",
                "The basket is unavailable.",
                `${name} was not added; please try again in a moment. (${error.message})`,
            );
        }
        idle(add, "Add to cart");
    });
    return add;
}

function card(sock, withButton) {
    const made = element(
        "div",
        { className: "product" },
        picture(sock.imageUrl[0]),
        element("h3", {}, element("a", { href: detailPage(sock.id) }, sock.name)),
        element("p", { className: "price" }, money(cents(sock.price))),
    );
    if (withButton) {
        made.append(addButton(sock, { "aria-label": `Add to cart: ${sock.name}` }));
    }
    return made;
}
