// @ts-nocheck: browser code, and the project is checked without the browser's types
import { post, read, remove } from "./api.js";
import { byId, element } from "./dom.js";
import { makeForm } from "./form.js";
import { addressLines } from "./format.js";
import { button, notify } from "./notice.js";

const ADDRESS = {
    name: "address",
    path: "/address",
    collection: "/addresses",
    fields: [
        { name: "number", label: "House number" },
        { name: "street", label: "Street", autocomplete: "address-line1" },
        { name: "city", label: "City", autocomplete: "address-level2" },
        { name: "postcode", label: "Postcode", autocomplete: "postal-code" },
        { name: "country", label: "Country", autocomplete: "country-name" },
    ],
    show: addressLines,
};

const CARD = {
    name: "card",
    path: "/card",
    collection: "/cards",
    fields: [
        {
            name: "longNum",
            label: "Card number",
            autocomplete: "cc-number",
            inputMode: "numeric",
            pattern: "[0-9 ]{12,23}",
            hint: "12 to 19 digits.",
        },
        {
            name: "expires",
            label: "Expires",
            autocomplete: "cc-exp",
            inputMode: "numeric",
            pattern: "(0[1-9]|1[0-2])/[0-9]{2}",
            hint: "Month and year, such as 08/29.",
        },
        {
            name: "ccv",
            label: "Security code",
            autocomplete: "cc-csc",
            inputMode: "numeric",
            pattern: "[0-9]{3,4}",
            hint: "The 3 or 4 digits on the card.",
        },
    ],
    show: ({ number }) => [`Card ending in ${number}`],
};

export function addressPart(options) {
    return makePart(ADDRESS, options);
}

export function cardPart() {
    return makePart(CARD);
}

/**
 * A section of the page for what an order needs: shows what the shop has, or the form to enter it.
 * Orders go by the first address and card of a customer, so there is one of each here.
 */
function makePart({ name, path, collection, fields, show }, { changeable = false } = {}) {
    const content = byId(`${name}-content`);
    const title = byId(`${name}-title`);
    let kept = null;

    async function load() {
        // The shop answers alike when there is none and when it can't tell; both lead to the form.
        kept = await read(path).catch(() => null);
        content.replaceChildren(...(kept === null ? [form()] : shown()));
    }

    function shown() {
        const lines = element("p", { className: "kept" }, show(kept).join("\n"));
        const change = button(`Change ${name}`, () => {
            content.replaceChildren(form());
            lead();
        });
        return changeable ? [lines, change] : [lines];
    }

    function form() {
        return makeForm({
            fields,
            idOf: (field) => `${name}-${field}`,
            action: `Save ${name}`,
            progress: "Saving…",
            submit: save,
        });
    }

    async function save(entered) {
        const values = { ...entered };
        if (values.longNum !== undefined) {
            values.longNum = values.longNum.replaceAll(" ", "");
        }
        await post(collection, values).catch(fail(`Your ${name} could not be saved.`));
        if (kept?.id !== undefined) {
            // The old one goes last, and would win over the new one if it stayed.
            await remove(`${collection}/${encodeURIComponent(kept.id)}`).catch(
                fail(`Your new ${name} is saved, but the old one is still in use.`),
            );
        }
        await load();
        notify("toast", "Saved:", `your ${name}.`);
        title.focus();
    }

    function lead() {
        content.querySelector("input")?.focus();
    }

    return { name, load, lead, missing: () => kept === null };
}

function fail(title) {
    return (error) => {
        throw new Error(`${title} Please try again in a moment. (${error.message})`);
    };
}
