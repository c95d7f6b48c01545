import type { Context } from "hono";
import type { FrontEndEnv } from "./request-variables.ts";

export const HTML = "text/html; charset=utf-8";
export const JSON_TYPE = "application/json; charset=utf-8";

type Body = string | Uint8Array;

/**
 * Answers, with the cookie of a new session. All routes but the pages answer by this one, and it uses
 * neither `c.body` nor, if it can, `Headers`: the HTTP adaptor gives those a content type.
 *
 * @param cookies further `Set-Cookie`s, only along with a content type
 */
export async function respond(
    c: Context<FrontEndEnv>,
    status: number,
    body: Body,
    headers: Readonly<Record<string, string>>,
    cookies: readonly string[] = [],
): Promise<Response> {
    const setCookie = await c.get("visit")?.end();
    const all = setCookie === undefined ? cookies : [setCookie, ...cookies];
    const bytes = webBody(body);
    const plain = { ...headers, "Content-Length": String(bytes.length) };
    return new Response(bytes.length === 0 ? null : bytes, {
        status,
        headers: all.length > 1 ? withCookies(plain, all) : { ...plain, ...named(all[0]) },
    });
}

/** An answer with a content type; the request log shows its length, as upstream does for these. */
export function typed(
    c: Context<FrontEndEnv>,
    status: number,
    type: string,
    body: Body,
    cookies: readonly string[] = [],
): Promise<Response> {
    c.set("length", Buffer.byteLength(body));
    return respond(c, status, body, { "Content-Type": type }, cookies);
}

/** An answer without a content type, as upstream has it for what comes from a backend. */
export function untyped(
    c: Context<FrontEndEnv>,
    status: number,
    body: Body = "",
): Promise<Response> {
    // Nobody is to guess a page in what a customer typed.
    return respond(c, status, body, body === "" ? {} : { "X-Content-Type-Options": "nosniff" });
}

function named(cookie: string | undefined): Record<string, string> {
    return cookie === undefined ? {} : { "Set-Cookie": cookie };
}

function withCookies(plain: Record<string, string>, cookies: readonly string[]): Headers {
    const headers = new Headers(plain);
    for (const cookie of cookies) headers.append("Set-Cookie", cookie);
    return headers;
}

/**
 * As bytes, since a text would get a content type. The web types want to know that the memory isn't
 * shared, which ours never is.
 */
function webBody(body: Body): Uint8Array<ArrayBuffer> {
    const bytes = typeof body === "string" ? Buffer.from(body) : body;
    return bytes.buffer instanceof ArrayBuffer
        ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
        : new Uint8Array(bytes);
}
