// @ts-nocheck: browser code, and the project is checked without the browser's types
import { read, readList } from "./api.js";
import { byId, element, query } from "./dom.js";
import { cents, money } from "./format.js";
import { link, unavailable } from "./notice.js";
import { addButton, picture, showProducts } from "./product.js";

const id = query("id");

try {
    const sock = await read(`/catalogue/${encodeURIComponent(id)}`);
    showSock(sock);
    // A page with the sock but without its relatives is still whole.
    await showRelated(sock).catch(() => {});
} catch (error) {
    byId("name").textContent = "Sock not shown";
    // The catalogue says the same of a sock it doesn't have and of a database it can't reach.
    unavailable(
        "This sock can't be shown: there is no such sock, or the catalogue is unavailable.",
        error,
    );
    byId("detail").replaceChildren(link("See all socks", "/category.html"));
}

function showSock(sock) {
    byId("name").textContent = sock.name;
    byId("detail").replaceChildren(
        element("div", { className: "pictures" }, ...[...new Set(sock.imageUrl)].map(picture)),
        element(
            "div",
            { className: "facts" },
            element("p", {}, sock.description),
            element("p", { className: "price" }, money(cents(sock.price))),
            element("p", {}, sock.count > 0 ? `${sock.count} in stock` : "Out of stock"),
            element("p", { className: "tags" }, "Tags: ", ...sock.tag.map(tagLink)),
            addButton(sock, { id: "buttonCart" }),
        ),
    );
}

function tagLink(tag) {
    return element("a", { href: `/category.html?tags=${encodeURIComponent(tag)}` }, tag);
}

async function showRelated({ id, tag }) {
    const [first = ""] = tag;
    const socks = await readList(`/catalogue?sort=id&size=3&tags=${encodeURIComponent(first)}`);
    const others = socks.filter((sock) => sock.id !== id);
    byId("related-section").hidden = others.length === 0;
    showProducts(byId("related"), others, { buttons: false });
}
