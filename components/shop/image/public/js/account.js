// @ts-nocheck: browser code, and the project is checked without the browser's types
import { addressPart, cardPart } from "./delivery.js";
import { openLogIn } from "./dialogs.js";
import { byId } from "./dom.js";
import { button, notify, unavailable } from "./notice.js";
import { loggedIn, readCustomer } from "./session.js";

if (loggedIn()) {
    byId("account").hidden = false;
    await Promise.all([showPerson(), addressPart({ changeable: true }).load(), cardPart().load()]);
} else {
    notify(
        "error",
        "You are not logged in.",
        "Please log in to see your account.",
        button("Log in", openLogIn),
    );
}

async function showPerson() {
    try {
        const { firstName, lastName, username } = await readCustomer();
        byId("name").textContent = `${firstName} ${lastName}`;
        byId("username").textContent = username;
    } catch (error) {
        unavailable("Your account can't be read just now.", error);
    }
}
