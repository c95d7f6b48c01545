import assert from "node:assert/strict";
import type { Answer, Sent, ShopClient } from "./shop-client.ts";

/** One row of a contract: what is asked, and everything that is said about the answer. */
export interface Row extends Sent {
    /** Method and path, e.g. `GET /catalogue?size=5`. */
    ask: string;
    /** What is special about this row, for the test's name. */
    when?: string;
    status: number;
    /** Content type to the letter; null: the answer has none. */
    type?: string | null;
    /** The body's JSON value. */
    is?: unknown;
    /** The body's text, to the letter or as a pattern. */
    says?: string | RegExp;
    /** Whatever else holds. */
    check?: (answer: Answer) => void | Promise<void>;
}

/** Makes a named test of each row. Rows don't build on each other. */
export function rows(client: () => ShopClient | Promise<ShopClient>, table: readonly Row[]): void {
    for (const row of table) {
        const when = row.when === undefined ? "" : ` (${row.when})`;
        it(`${row.ask}${when} → ${row.status}`, async () => {
            await assertRow(await client(), row);
        });
    }
}

/** Asks and asserts one row. */
export async function assertRow(client: ShopClient, row: Row): Promise<Answer> {
    const [method = "", path = ""] = row.ask.split(/ (.*)/s);
    const answer = await client.ask(method, path, row);
    assert.equal(answer.status, row.status, answer.toString());
    if (row.type !== undefined) {
        assert.equal(answer.headers["content-type"] ?? null, row.type, answer.toString());
    }
    if ("is" in row) assert.deepEqual(answer.json(), row.is);
    if (typeof row.says === "string") assert.equal(answer.text, row.says);
    else if (row.says !== undefined) assert.match(answer.text, row.says);
    await row.check?.(answer);
    return answer;
}

/** The Go services' error body, as a row's `is`. */
export function goError(error: string, status = 500): object {
    const texts: Record<number, string> = {
        400: "Bad Request",
        401: "Unauthorized",
        404: "Not Found",
        413: "Request Entity Too Large",
        500: "Internal Server Error",
    };
    return { error, status_code: status, status_text: texts[status] };
}

/** Asserts a Spring Boot 1.4 error body. */
export function bootError(
    message: string | RegExp,
    exception?: string | RegExp,
): (answer: Answer) => void {
    return (answer) => {
        const body = answer.json() as Record<string, unknown>;
        const said = String(body["message"]);
        if (typeof message === "string") assert.equal(said, message);
        else assert.match(said, message);
        if (typeof exception === "string") assert.equal(body["exception"], exception);
        else if (exception !== undefined) assert.match(String(body["exception"]), exception);
        assert.equal(answer.headers["content-type"], "application/json;charset=UTF-8");
        assert.equal(body["status"], answer.status);
        assert.equal(typeof body["error"], "string");
        const age = Date.now() - Number(body["timestamp"]);
        assert.ok(Math.abs(age) < 60_000, `timestamp: ${String(body["timestamp"])}`);
        assert.equal(body["path"], answer.asked.split(" ")[1]?.split("?")[0]);
    };
}

/** Asserts that bad input was refused in words, and that nothing of the inside came along. */
export function refused(answer: Answer): void {
    assert.ok(answer.status >= 400 && answer.status < 500, answer.toString());
    assert.ok(answer.text.trim().length > 0, `${answer.toString()}: says nothing`);
    leaksNothing(answer);
}

/** Asserts that an answer shows no stack trace, no file of the image and no query. */
export function leaksNothing(answer: Answer): void {
    const { text } = answer;
    assert.doesNotMatch(text, /\n\s+at |node_modules|main\.cjs|\.ts:\d|SELECT |MongoServerError/);
}
