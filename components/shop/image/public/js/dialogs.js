// @ts-nocheck: browser code, and the project is checked without the browser's types
import { logInForm, registerForm } from "./account-forms.js";
import { element } from "./dom.js";

const logInDialog = makeDialog(
    "login-modal",
    "Log in",
    // The page once more, now as the one who logged in: basket and orders may differ.
    logInForm(() => location.reload()),
);
const registerDialog = makeDialog(
    "register-modal",
    "Register",
    registerForm(
        (name) => `register-${name}-modal`,
        () => location.reload(),
    ),
);
document.body.append(logInDialog, registerDialog);

export function openLogIn() {
    logInDialog.showModal();
}

export function openRegister() {
    registerDialog.showModal();
}

function makeDialog(id, title, form) {
    const heading = element("h2", { id: `${id}-title` }, title);
    const dialog = element(
        "dialog",
        { id, "aria-labelledby": heading.id },
        element(
            "div",
            { className: "dialog-head" },
            heading,
            element(
                "button",
                { type: "button", className: "quiet", onclick: () => dialog.close() },
                "Close",
            ),
        ),
        form,
    );
    // Focus goes to the first field, not to the button that closes.
    form.querySelector("input").autofocus = true;
    return dialog;
}
