// @ts-nocheck: browser code, and the project is checked without the browser's types
import { element } from "./dom.js";
import { makeForm } from "./form.js";
import { logIn, register } from "./session.js";

const USERNAME = {
    name: "username",
    label: "User name",
    autocomplete: "username",
    autocapitalize: "none",
    spellcheck: false,
};
const PASSWORD = { name: "password", label: "Password", type: "password" };

const REGISTER_FIELDS = [
    // A colon would end the name when logging in: that is how Basic authentication separates the two.
    { ...USERNAME, pattern: "[^:]+", hint: "Anything without a colon." },
    { name: "first", label: "First name", autocomplete: "given-name" },
    { name: "last", label: "Last name", autocomplete: "family-name" },
    { name: "email", label: "Email", type: "email", autocomplete: "email" },
    { ...PASSWORD, autocomplete: "new-password" },
];

export function logInForm(done) {
    return makeForm({
        fields: [USERNAME, { ...PASSWORD, autocomplete: "current-password" }],
        idOf: (name) => `${name}-modal`,
        action: "Log in",
        progress: "Logging in…",
        submit: async (entered) => {
            await logIn(entered).catch((error) => {
                throw new Error(logInProblem(error));
            });
            done();
        },
        extra: [
            element(
                "p",
                {},
                "New here? ",
                element("a", { href: "/register.html" }, "Make an account"),
            ),
        ],
    });
}

export function registerForm(idOf, done) {
    return makeForm({
        fields: REGISTER_FIELDS,
        idOf,
        action: "Register",
        progress: "Registering…",
        submit: async ({ first, last, ...rest }) => {
            await register({ ...rest, firstName: first, lastName: last }).catch((error) => {
                throw new Error(registerProblem(error));
            });
            done();
        },
    });
}

/** The server gives the same bare 401 for a wrong password and for accounts that are down. */
function logInProblem({ status, message }) {
    return status === 401
        ? "Login failed. Please check user name and password; if both are right, accounts may be unavailable just now."
        : `Login failed. Please try again in a moment. (${message})`;
}

/** Likewise for any registration that fails. */
function registerProblem({ status, message }) {
    return status === 0
        ? `Registration failed. Please try again in a moment. (${message})`
        : "Registration failed. The user name may be taken: please try another; if that fails too, accounts may be unavailable just now.";
}
