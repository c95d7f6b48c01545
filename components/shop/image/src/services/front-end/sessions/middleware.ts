import type { Context, MiddlewareHandler } from "hono";
import { getCookie } from "hono/cookie";
import type { FrontEndEnv } from "../request-variables.ts";
import { LOGIN_COOKIE, SESSION_COOKIE } from "./cookie.ts";
import type { Session, Sessions } from "./sessions.ts";

/** Gives every request behind it a way to its session, and one that has none a new one. */
export function visits(sessions: Sessions): MiddlewareHandler<FrontEndEnv> {
    return async (c, next) => {
        c.set("visit", sessions.visit(getCookie(c, SESSION_COOKIE)));
        await next();
    };
}

/** The session, for a route that can't do without; throws while the store is down. */
export async function sessionOf(c: Context<FrontEndEnv>): Promise<Session> {
    const session = await c.get("visit")?.session();
    if (session === undefined) throw new Error("The session store is unavailable");
    return session;
}

/**
 * Whose cart, address and card a request is about: the customer's when logged in, else the session's.
 * A log-in cookie that outlived its session makes an anonymous visitor, not the shared customer
 * `undefined` that upstream makes of it.
 */
export async function ownerOf(c: Context<FrontEndEnv>): Promise<string> {
    const { id, customerId } = await sessionOf(c);
    return (isLoggedIn(c) ? customerId : undefined) ?? id;
}

/** Who orders; throws when nobody is logged in. */
export async function customerOf(c: Context<FrontEndEnv>): Promise<string> {
    const customerId = isLoggedIn(c) ? (await sessionOf(c)).customerId : undefined;
    if (customerId === undefined) throw new Error("User not logged in.");
    return customerId;
}

function isLoggedIn(c: Context<FrontEndEnv>): boolean {
    return Boolean(getCookie(c, LOGIN_COOKIE));
}
