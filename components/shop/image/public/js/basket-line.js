// @ts-nocheck: browser code, and the project is checked without the browser's types
import { element } from "./dom.js";
import { cents, money } from "./format.js";
import { detailPage, picture } from "./product.js";

/** Enough for anybody; the service itself has no limit. */
const MOST = 999;

/** One line of the basket. `sock` is null where the catalogue did not tell what it is. */
export function basketLine({ line, sock, onQuantity, onRemove }) {
    const name = sock?.name ?? "Sock without a name";
    const price = cents(line.unitPrice);
    return element(
        "li",
        { className: "line" },
        sock === null ? element("div") : picture(sock.imageUrl[0]),
        element(
            "div",
            {},
            element("h3", {}, title(line, name)),
            element("p", {}, `${money(price)} each`),
        ),
        ...(hasId(line) ? [quantityField(line, name, onQuantity)] : [`${line.quantity} ×`]),
        element("p", { className: "price" }, money(price * line.quantity)),
        ...(hasId(line) ? [removeButton(line, name, onRemove)] : []),
    );
}

/** A line without an id can't be named to the service: only emptying the basket changes it. */
function hasId({ itemId }) {
    return itemId !== "";
}

function title(line, name) {
    return hasId(line) ? element("a", { href: detailPage(line.itemId) }, name) : name;
}

function quantityField(line, name, onQuantity) {
    const id = `quantity-${line.itemId}`;
    const input = element("input", {
        id,
        type: "number",
        inputMode: "numeric",
        min: 1,
        max: Math.max(MOST, line.quantity),
        required: true,
        value: line.quantity,
    });
    input.addEventListener("change", () => {
        if (input.reportValidity()) {
            onQuantity(line, input.valueAsNumber, name);
        }
    });
    const label = element("label", { htmlFor: id }, "Quantity ");
    label.append(element("span", { className: "visually-hidden" }, `of ${name}`));
    return element("div", { className: "field" }, label, input);
}

function removeButton(line, name, onRemove) {
    return element(
        "button",
        {
            type: "button",
            className: "quiet",
            "aria-label": `Remove ${name}`,
            onclick: () => onRemove(line, name),
        },
        "Remove",
    );
}
