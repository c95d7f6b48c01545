// @ts-nocheck: browser code, and the project is checked without the browser's types
const state = document.querySelector("#state");
const list = document.querySelector("#products");
const tagList = document.querySelector("#tags");
const wanted = new URLSearchParams(location.search).get("tags") ?? "";

/** The front-end answers 200 around a backend's error, so the body tells whether it went well. */
async function read(path) {
    const answer = await fetch(path);
    const body = await answer.json();
    if (!answer.ok || body?.status_code || body?.message) {
        throw new Error(body?.message ?? body?.error ?? answer.statusText);
    }
    return body;
}

function element(name, text, attributes = {}) {
    const made = Object.assign(document.createElement(name), attributes);
    made.textContent = text;
    return made;
}

function product(sock) {
    const item = element("li", "");
    item.append(
        element("img", "", { src: sock.imageUrl[0], alt: "", width: 192, height: 160 }),
        element("h2", sock.name),
        element("p", sock.description),
        element("p", `$${sock.price.toFixed(2)}, ${sock.count} left`),
    );
    return item;
}

async function showProducts() {
    const source = new URL(list.dataset.source, location);
    if (wanted) {
        source.searchParams.set("tags", wanted);
    }
    try {
        const socks = (await read(source)) ?? [];
        list.replaceChildren(...socks.map(product));
        state.textContent = `${socks.length} socks${wanted ? ` tagged ${wanted}` : ""}`;
    } catch (error) {
        state.className = "failed";
        state.textContent = `The catalogue is unavailable. Please try again later. (${error.message})`;
    }
}

async function showTags() {
    const { tags } = await read("/tags");
    const all = element("a", "all", { href: "/category.html" });
    const links = tags.map((tag) =>
        element("a", tag, { href: `/category.html?tags=${encodeURIComponent(tag)}` }),
    );
    for (const link of [all, ...links]) {
        if (new URL(link.href).searchParams.get("tags") === (wanted || null)) {
            link.setAttribute("aria-current", "true");
        }
    }
    tagList.replaceChildren(all, ...links);
}

void showProducts();
if (tagList !== null) {
    // Without the tags the list is still of use, and says itself when the catalogue is down.
    showTags().catch(() => tagList.remove());
}
