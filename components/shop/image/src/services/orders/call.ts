import type { BackendAnswer, BackendRequest, askUrl } from "../../platform/http-client.ts";
import { networkFailure, shapeFailure, statusFailure } from "./call-failure.ts";

/** Sends one request; tests give a network of their own. */
export type AskUrl = typeof askUrl;

const JSON_TYPE = /^application\/(json|[a-z.+-]*\+json)\b/i;

/** GET of a JSON value; rejects with CallFailure unless the answer is good and of the right type. */
export async function getJson(
    ask: AskUrl,
    url: string,
    accept: string,
    timeoutMs: number,
): Promise<unknown> {
    const answer = await call(ask, url, { headers: { Accept: accept }, timeoutMs });
    if (!JSON_TYPE.test(answer.contentType ?? "")) {
        throw shapeFailure("GET", url, `no converter for content type ${answer.contentType}`);
    }
    return parse("GET", url, answer);
}

/** POST of a JSON value; the value answered, undefined for none. Rejects with CallFailure. */
export async function postJson(
    ask: AskUrl,
    url: string,
    value: unknown,
    timeoutMs: number,
    headers: Readonly<Record<string, string>> = {},
): Promise<unknown> {
    const answer = await call(ask, url, {
        method: "POST",
        headers: { ...headers, "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify(value),
        timeoutMs,
    });
    return answer.body.length === 0 ? undefined : parse("POST", url, answer);
}

async function call(ask: AskUrl, url: string, request: BackendRequest): Promise<BackendAnswer> {
    const { method = "GET" } = request;
    let answer: BackendAnswer;
    try {
        answer = await ask(url, request);
    } catch (error) {
        throw networkFailure(method, url, error);
    }
    if (answer.status < 200 || answer.status > 299) throw statusFailure(method, url, answer.status);
    return answer;
}

function parse(method: string, url: string, answer: BackendAnswer): unknown {
    try {
        return JSON.parse(Buffer.from(answer.body).toString("utf8")) as unknown;
    } catch {
        throw shapeFailure(method, url, "the answer is not valid JSON");
    }
}
