// @ts-nocheck: browser code, and the project is checked without the browser's types
import { read, readList } from "./api.js";
import { byId, element, query } from "./dom.js";
import { plural } from "./format.js";
import { unavailable } from "./notice.js";
import { showProducts } from "./product.js";

const SIZES = [3, 6, 12];

const page = wholeNumber(query("page"), 1);
const size = wholeNumber(query("size"), 6);
// A form sent without script names each tag apart; a link has them in one list.
const tags = new URLSearchParams(location.search)
    .getAll("tags")
    .flatMap((list) => list.split(","))
    .filter((tag) => tag !== "");

await Promise.all([showPage(), showTags()]);

async function showPage() {
    const state = byId("state");
    const wanted = encodeURIComponent(tags.join(","));
    try {
        const [{ size: total }, socks] = await Promise.all([
            read(`/catalogue/size?tags=${wanted}`),
            readList(`/catalogue?page=${page}&size=${size}&tags=${wanted}`),
        ]);
        showProducts(byId("products"), socks);
        const filtered = tags.length === 0 ? "" : ` tagged ${tags.join(" or ")}`;
        state.textContent = `Showing ${socks.length} of ${plural(total, "product")}${filtered}`;
        showPaging(total);
    } catch (error) {
        state.remove();
        unavailable("The catalogue is unavailable.", error);
    }
}

function showPaging(total) {
    const pages = Math.max(1, Math.ceil(total / size));
    byId("pages").replaceChildren(
        ...numbers(pages).map((number) =>
            step(`${number}`, { page: number }, number === page, `Page ${number}`),
        ),
    );
    byId("sizes").replaceChildren(
        "Per page: ",
        ...SIZES.map((each) => step(`${each}`, { size: each, page: 1 }, each === size)),
    );
}

/** Without the tags the list is still of use, and says itself when the catalogue is down. */
async function showTags() {
    const filter = byId("filter");
    const { tags: all } = await read("/tags").catch(() => ({ tags: [] }));
    filter.hidden = all.length === 0;
    byId("tags").append(...all.map(tagBox));
    byId("clear").hidden = tags.length === 0;
    filter.addEventListener("submit", (event) => {
        event.preventDefault();
        const chosen = new FormData(filter).getAll("tags");
        location.assign(address({ tags: chosen, page: 1 }));
    });
}

function tagBox(tag) {
    const box = element("input", {
        type: "checkbox",
        name: "tags",
        value: tag,
        checked: tags.includes(tag),
    });
    return element("label", { className: "chip" }, box, tag);
}

function step(text, change, current, label = text) {
    const anchor = element("a", { href: address(change), "aria-label": label }, text);
    if (current) {
        anchor.setAttribute("aria-current", "true");
    }
    return anchor;
}

/** This page's address with something changed. */
function address(change) {
    const wanted = { page, size, tags, ...change };
    return `/category.html?${new URLSearchParams({ ...wanted, tags: wanted.tags.join(",") })}`;
}

function numbers(count) {
    return Array.from({ length: count }, (_, index) => index + 1);
}

function wholeNumber(text, otherwise) {
    return /^[1-9]\d{0,4}$/.test(text) ? Number(text) : otherwise;
}
