import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { serialize } from "hono/utils/cookie";

/** The cookie of the session; its form is express-session's, so existing clients and tools read it. */
export const SESSION_COOKIE = "md.sid";
/** Set at log-in; only its presence counts. Log-out is the browser dropping it. */
export const LOGIN_COOKIE = "logged_in";
const LOGIN_SECONDS = 3600;

/** 24 random bytes, as express-session has them: 32 characters that need no escaping. */
export function newSessionId(): string {
    return randomBytes(24).toString("base64url");
}

/** `Set-Cookie` of a session: `md.sid=s%3A<id>.<signature>; Path=/; HttpOnly`. */
export function sessionCookie(id: string, secret: string): string {
    const value = `s:${id}.${signature(id, secret)}`;
    return serialize(SESSION_COOKIE, value, { path: "/", httpOnly: true });
}

/** `Set-Cookie` of a log-in. */
export function loginCookie(id: string): string {
    return serialize(LOGIN_COOKIE, id, { maxAge: LOGIN_SECONDS, path: "/" });
}

/** The session id of a cookie's value; undefined when it is not one that we signed. */
export function signedId(value: string, secret: string): string | undefined {
    const dot = value.lastIndexOf(".");
    if (!value.startsWith("s:") || dot < 0) return undefined;
    const id = value.slice("s:".length, dot);
    const given = Buffer.from(value.slice(dot + 1));
    const right = Buffer.from(signature(id, secret));
    return given.length === right.length && timingSafeEqual(given, right) ? id : undefined;
}

function signature(id: string, secret: string): string {
    return createHmac("sha256", secret).update(id).digest("base64").replace(/=+$/, "");
}
