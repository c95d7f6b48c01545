// @ts-nocheck: browser code, and the project is checked without the browser's types
import { element } from "./dom.js";

/**
 * Makes a form: labelled fields, one button that tells its progress, and a place for what went wrong.
 * `idOf` gives the id of a field, since the same form can be on a page twice.
 */
export function makeForm({ fields, idOf, action, progress, submit, extra = [] }) {
    const problem = element("div", { role: "alert" });
    const send = element("button", { type: "submit" }, action);
    const form = element(
        "form",
        { className: "fields" },
        ...fields.map((field) => makeField(field, idOf(field.name))),
        problem,
        send,
        ...extra,
    );
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        problem.replaceChildren();
        busy(send, progress);
        try {
            await submit(Object.fromEntries(new FormData(form)));
        } catch (error) {
            problem.replaceChildren(element("p", { className: "problem" }, error.message));
        }
        idle(send, action);
    });
    return form;
}

/** Marks a button's work as under way; it can't be pressed again meanwhile. */
export function busy(button, progress) {
    button.disabled = true;
    button.classList.add("busy");
    button.textContent = progress;
}

export function idle(button, action) {
    button.disabled = false;
    button.classList.remove("busy");
    button.textContent = action;
}

function makeField({ label, hint, ...properties }, id) {
    const input = element("input", { required: true, id, ...properties });
    const field = element(
        "div",
        { className: "field" },
        element("label", { htmlFor: id }, label),
        input,
    );
    if (hint !== undefined) {
        input.setAttribute("aria-describedby", `${id}-hint`);
        input.title = hint;
        field.append(element("p", { className: "hint", id: `${id}-hint` }, hint));
    }
    return field;
}
