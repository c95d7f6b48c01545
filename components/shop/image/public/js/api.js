// @ts-nocheck: browser code, and the project is checked without the browser's types

/** Long enough for a shop under load; without a limit a backend that swallows requests would hang the page. */
const TIMEOUT_MS = 30_000;

/** A call that did not bring what was asked for. `status` is 0 when there was no answer at all. */
export class ShopError extends Error {
    constructor(message, status) {
        super(message);
        this.status = status;
    }
}

/**
 * Calls the shop. The front-end answers 200 around a backend's error and leaves out content types,
 * so the body decides whether it went well.
 */
export async function ask(path, { timeoutMs = TIMEOUT_MS, ...options } = {}) {
    let answer;
    let data;
    try {
        answer = await fetch(path, { ...options, signal: AbortSignal.timeout(timeoutMs) });
        data = parse(await answer.text());
    } catch {
        throw new ShopError("The shop does not answer.", 0);
    }
    if (!answer.ok || isError(data)) {
        throw new ShopError(reason(data) ?? answer.statusText, answer.status);
    }
    return { status: answer.status, data, date: answer.headers.get("date") };
}

/** What a GET brings. */
export async function read(path) {
    return (await ask(path)).data;
}

/** What a GET brings, which must be a list; the catalogue says `null` for an empty one. */
export async function readList(path) {
    const data = (await read(path)) ?? [];
    if (!Array.isArray(data)) {
        throw new ShopError("The shop gave an answer that makes no sense.", 200);
    }
    return data;
}

/** Sends an object as JSON. */
export function post(path, body, options = {}) {
    return ask(path, {
        ...options,
        method: "POST",
        headers: { "Content-Type": "application/json; charset=utf-8" },
        body: JSON.stringify(body),
    });
}

export function remove(path) {
    return ask(path, { method: "DELETE" });
}

/** Deletions come as JSON inside a JSON string, some answers as plain text or not at all. */
function parse(text) {
    try {
        const data = JSON.parse(text);
        return typeof data === "string" ? parse(data) : data;
    } catch {
        return undefined;
    }
}

function isError(data) {
    return data?.status_code >= 400 || reason(data) !== undefined;
}

function reason(data) {
    return [data?.message, data?.error].find((text) => typeof text === "string" && text !== "");
}
