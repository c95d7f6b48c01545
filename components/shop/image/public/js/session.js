// @ts-nocheck: browser code, and the project is checked without the browser's types
import { ask, post, read } from "./api.js";

/** The cookie that says whether somebody is logged in; its value is the session's id. */
function sessionId() {
    return /(?:^|;\s*)logged_in=([^;]*)/.exec(document.cookie)?.[1];
}

export function loggedIn() {
    return sessionId() !== undefined;
}

/** Who is logged in. The server goes by its session, not by the id in the path. */
export function readCustomer() {
    return read(`/customers/${sessionId()}`);
}

export function logIn({ username, password }) {
    // btoa takes bytes only, and a password may be in any script.
    const bytes = new TextEncoder().encode(`${username}:${password}`);
    return ask("/login", {
        headers: { Authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` },
    });
}

export function register(person) {
    return post("/register", person);
}

/** Logging out is the browser's doing: the server has no route for it. */
export function logOut() {
    document.cookie = "logged_in=; Max-Age=0; Path=/";
}
