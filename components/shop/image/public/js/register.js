// @ts-nocheck: browser code, and the project is checked without the browser's types
import { registerForm } from "./account-forms.js";
import { byId } from "./dom.js";
import { keepNotice } from "./notice.js";

byId("register-form").append(
    registerForm(
        (name) => `register-${name}`,
        () => {
            keepNotice("success", "Welcome.", "Your account is made and you are logged in.");
            location.assign("/");
        },
    ),
);
