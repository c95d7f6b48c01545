import assert from "node:assert/strict";
import type { Hono } from "hono";
import { springLog } from "../../../../../components/shop/image/src/platform/java-dialect.ts";
import { StoreLost } from "../../../../../components/shop/image/src/platform/store-lost.ts";
import { createCartsApp } from "../../../../../components/shop/image/src/services/carts/app.ts";
import { fakeCarts } from "./fake-carts.ts";
import type { FakeCarts } from "./fake-carts.ts";

const JSON_TYPE = "application/json;charset=UTF-8";
const ILLEGAL = "java.lang.IllegalArgumentException";
const UNREADABLE = "org.springframework.http.converter.HttpMessageNotReadableException";

/** A line as an answer has it, its id (24 hex digits) replaced. */
const line = (itemId: string, quantity: number, unitPrice: number): string =>
    JSON.stringify({ id: "ID", itemId, quantity, unitPrice });

describe("carts", () => {
    let store: FakeCarts;
    let app: Hono;
    let lines: string[];
    let isReady: boolean;

    beforeEach(() => {
        store = fakeCarts();
        lines = [];
        isReady = true;
        const log = springLog((text) => lines.push(text), "carts");
        app = createCartsApp({ store, port: 8080, log, ready: () => isReady });
    });

    /** Status, type and body of an answer. */
    const ask = async (
        method: string,
        path: string,
        body?: string,
        type = "application/json",
    ): Promise<[number, string | null, string]> => {
        const init = body === undefined ? {} : { body, headers: { "Content-Type": type } };
        const answer = await app.request(path, { method, ...init });
        const text = (await answer.text())
            .replace(/"id":"[0-9a-f]{24}"/g, '"id":"ID"')
            .replace(/"timestamp":\d{13},/, "");
        return [answer.status, answer.headers.get("content-type"), text];
    };
    const add = (customerId: string, itemId: string): Promise<unknown> =>
        ask("POST", `/carts/${customerId}/items`, JSON.stringify({ itemId, unitPrice: 17.32 }));
    const items = async (customerId: string): Promise<string> =>
        (await ask("GET", `/carts/${customerId}/items`))[2];
    const failed = (
        status: number,
        error: string,
        exception: string,
        message: string,
        path: string,
    ): unknown => [status, JSON_TYPE, JSON.stringify({ status, error, exception, message, path })];
    const missing = (path: string): unknown =>
        failed(500, "Internal Server Error", ILLEGAL, "Cannot find item in cart", path);
    const accepted = [202, null, ""];

    it("answers a cart by its customer only, and a new one has no items", async () => {
        const answer = [200, JSON_TYPE, '{"customerId":"a b/c"}'];
        assert.deepEqual(await ask("GET", "/carts/a%20b%2Fc"), answer);
        assert.deepEqual(await ask("GET", "/carts/a/items"), [200, JSON_TYPE, "[]"]);
    });

    it("stores a new line as sent, with defaults for what is absent", async () => {
        const sent = '{"itemId":"s1","quantity":3,"unitPrice":99.99,"id":"mine","more":[1]}';
        const answer = await ask("POST", "/carts/a/items", sent);
        assert.deepEqual(answer, [201, JSON_TYPE, line("s1", 3, 99.99)]);
        const empty = await ask("POST", "/carts/a/items", "{}");
        assert.deepEqual(empty, [201, JSON_TYPE, line("", 1, 0)]);
        assert.equal(await items("a"), `[${line("s1", 3, 99.99)},${line("", 1, 0)}]`);
        assert.equal(await items("b"), "[]");
    });

    it("keeps a price as a 32-bit float and prints its shortest form", async () => {
        await ask("POST", "/carts/a/items", '{"itemId":"s1","unitPrice":17.149999618530273}');
        assert.equal(await items("a"), `[${line("s1", 1, 17.15)}]`);
    });

    it("counts a line that is there one up, whatever quantity and price are sent", async () => {
        await add("a", "s1");
        const again = '{"itemId":"s1","quantity":7,"unitPrice":1}';
        const answer = await ask("POST", "/carts/a/items", again);
        assert.deepEqual(answer, [201, JSON_TYPE, line("s1", 2, 17.32)]);
        assert.equal(await items("a"), `[${line("s1", 2, 17.32)}]`);
    });

    it("answers one line, changes its quantity, and removes it", async () => {
        await add("a", "s1");
        await add("a", "s2");
        const path = "/carts/a/items/s2";
        assert.deepEqual(await ask("GET", path), [200, JSON_TYPE, line("s2", 1, 17.32)]);
        const change = '{"itemId":"s2","quantity":5,"unitPrice":1}';
        assert.deepEqual(await ask("PATCH", "/carts/a/items", change), accepted);
        assert.equal(await items("a"), `[${line("s1", 1, 17.32)},${line("s2", 5, 17.32)}]`);
        assert.deepEqual(await ask("DELETE", path), accepted);
        assert.equal(await items("a"), `[${line("s1", 1, 17.32)}]`);
        assert.deepEqual(await ask("DELETE", path), missing(path));
        assert.deepEqual(await ask("GET", path), missing(path));
        assert.deepEqual(await ask("PATCH", "/carts/a/items", change), missing("/carts/a/items"));
    });

    it("deletes a cart, also one that is not there", async () => {
        await add("a", "s1");
        assert.deepEqual(await ask("DELETE", "/carts/a"), accepted);
        assert.deepEqual(await ask("DELETE", "/carts/a"), accepted);
        assert.equal(await items("a"), "[]");
    });

    it("merges without joining equal items, and deletes the session's cart", async () => {
        await add("user", "s1");
        await add("session", "s1");
        await add("session", "s2");
        const merge = "/carts/user/merge?sessionId=session";
        assert.deepEqual(await ask("GET", merge), accepted);
        const [one, two] = [line("s1", 1, 17.32), line("s2", 1, 17.32)];
        assert.equal(await items("user"), `[${one},${one},${two}]`);
        assert.deepEqual(store.ids(), ["user"]);
        assert.deepEqual(await ask("GET", merge), accepted);
        assert.equal(await items("user"), `[${one},${one},${two}]`);
        // Of two lines with an item the first one is meant.
        await ask("DELETE", "/carts/user/items/s1");
        assert.equal(await items("user"), `[${one},${two}]`);
    });

    it("leaves a cart alone that is merged with itself", async () => {
        await add("a", "s1");
        assert.deepEqual(await ask("GET", "/carts/a/merge?sessionId=a"), accepted);
        assert.equal(await items("a"), `[${line("s1", 1, 17.32)}]`);
    });

    it("refuses a merge without a session", async () => {
        assert.deepEqual(
            await ask("GET", "/carts/a/merge"),
            failed(
                400,
                "Bad Request",
                "org.springframework.web.bind.MissingServletRequestParameterException",
                "Required String parameter 'sessionId' is not present",
                "/carts/a/merge",
            ),
        );
        assert.deepEqual(await ask("GET", "/carts/a/merge?sessionId="), accepted);
    });

    const refused: [body: string, message: string][] = [
        ["{", "the request body is not valid JSON"],
        ["", "the request body is not valid JSON"],
        ["[]", "the request body must be a JSON object"],
        ["null", "the request body must be a JSON object"],
        ['"s1"', "the request body must be a JSON object"],
        ['{"itemId":{"$gt":""}}', "itemId must be a text"],
        ['{"itemId":7}', "itemId must be a text"],
        ['{"itemId":"s1","quantity":0}', "quantity must be a whole number of at least 1"],
        ['{"itemId":"s1","quantity":-1}', "quantity must be a whole number of at least 1"],
        ['{"itemId":"s1","quantity":1.5}', "quantity must be a whole number of at least 1"],
        ['{"itemId":"s1","quantity":"2"}', "quantity must be a whole number of at least 1"],
        ['{"itemId":"s1","quantity":null}', "quantity must be a whole number of at least 1"],
        ['{"itemId":"s1","quantity":2147483648}', "quantity must be at most 2147483647"],
        ['{"itemId":"s1","unitPrice":"1"}', "unitPrice must be a 32-bit number of at least 0"],
        ['{"itemId":"s1","unitPrice":-1}', "unitPrice must be a 32-bit number of at least 0"],
        ['{"itemId":"s1","unitPrice":1e39}', "unitPrice must be a 32-bit number of at least 0"],
    ];
    for (const [body, why] of refused) {
        it(`refuses ${body || "an empty body"} and changes nothing`, async () => {
            await add("a", "s1");
            const path = "/carts/a/items";
            const message = `Could not read document: ${why}`;
            const answer = failed(400, "Bad Request", UNREADABLE, message, path);
            assert.deepEqual(await ask("POST", path, body), answer);
            assert.deepEqual(await ask("PATCH", path, body), answer);
            assert.equal(await items("a"), `[${line("s1", 1, 17.32)}]`);
        });
    }

    it("refuses another content type and a body above 100 KiB", async () => {
        const path = "/carts/a/items";
        assert.deepEqual(
            await ask("POST", path, "{}", "text/plain"),
            failed(
                415,
                "Unsupported Media Type",
                "org.springframework.web.HttpMediaTypeNotSupportedException",
                "Content type 'text/plain' not supported",
                path,
            ),
        );
        const large = JSON.stringify({ itemId: "x".repeat(100 * 1024) });
        assert.equal((await ask("POST", path, large))[0], 413);
        assert.deepEqual(store.ids(), []);
    });

    it("answers 500 to a null item, as upstream's validation does", async () => {
        const path = "/carts/a/items";
        assert.deepEqual(
            await ask("POST", path, '{"itemId":null}'),
            failed(
                500,
                "Internal Server Error",
                "javax.validation.ConstraintViolationException",
                "itemId must not be null",
                path,
            ),
        );
        assert.deepEqual(await ask("PATCH", path, '{"itemId":null}'), missing(path));
        assert.deepEqual(store.ids(), []);
    });

    it("does not count a quantity beyond the largest that can be stored", async () => {
        await ask("POST", "/carts/a/items", '{"itemId":"s1","quantity":2147483647}');
        const message = "Could not read document: quantity must be at most 2147483647";
        assert.deepEqual(
            await ask("POST", "/carts/a/items", '{"itemId":"s1"}'),
            failed(400, "Bad Request", UNREADABLE, message, "/carts/a/items"),
        );
        assert.equal(await items("a"), `[${line("s1", 2147483647, 0)}]`);
    });

    for (const [method, path] of [
        ["PUT", "/carts/a"],
        ["POST", "/carts/a/merge"],
        ["DELETE", "/carts/a/items"],
        ["PATCH", "/carts/a/items/s1"],
    ] as const) {
        it(`answers 405 to ${method} ${path}`, async () => {
            assert.deepEqual(
                await ask(method, path),
                failed(
                    405,
                    "Method Not Allowed",
                    "org.springframework.web.HttpRequestMethodNotSupportedException",
                    `Request method '${method}' not supported`,
                    path,
                ),
            );
        });
    }

    it("answers 404 to an unknown path", async () => {
        const body =
            '{"status":404,"error":"Not Found","message":"No message available","path":"/x"}';
        assert.deepEqual(await ask("GET", "/x"), [404, JSON_TYPE, body]);
    });

    it("names itself in a header of every answer", async () => {
        for (const path of ["/carts/a", "/carts/a/items/none", "/nope"]) {
            const answer = await app.request(path);
            assert.equal(answer.headers.get("x-application-context"), "carts:8080");
        }
    });

    it("answers 500 without a detail while the store is gone, and serves when it is back", async () => {
        await add("a", "s1");
        store.broken = new StoreLost("connect ECONNREFUSED 10.0.0.7:27017");
        for (const [method, path, body] of [
            ["GET", "/carts/a"],
            ["DELETE", "/carts/a"],
            ["GET", "/carts/a/merge?sessionId=s"],
            ["GET", "/carts/a/items"],
            ["GET", "/carts/a/items/s1"],
            ["POST", "/carts/a/items", '{"itemId":"s1"}'],
            ["PATCH", "/carts/a/items", '{"itemId":"s1"}'],
            ["DELETE", "/carts/a/items/s1"],
        ] as const) {
            const exception = "org.springframework.dao.DataAccessResourceFailureException";
            const message = "The store does not answer";
            const where = path.replace(/\?.*/, "");
            const answer = failed(500, "Internal Server Error", exception, message, where);
            assert.deepEqual(await ask(method, path, body), answer);
        }
        assert.equal(lines.length, 8);
        assert.match(lines[0] ?? "", /ERROR \[carts,.* connect ECONNREFUSED 10\.0\.0\.7:27017$/);
        store.broken = undefined;
        assert.equal(await items("a"), `[${line("s1", 1, 17.32)}]`);
    });

    it("keeps /health at 200 and says err when the store is gone", async () => {
        const health = async (): Promise<unknown> => {
            const [status, type, body] = await ask("GET", "/health");
            return [status, type, body.replace(/"\d{4}-\d\d-\d\dT[\d:.]{12}Z"/g, '"T"')];
        };
        const entries = (status: string): unknown => [
            200,
            JSON_TYPE,
            '{"health":[{"service":"carts","status":"OK","date":"T"},' +
                `{"service":"carts-db","status":"${status}","date":"T"}]}`,
        ];
        assert.deepEqual(await health(), entries("OK"));
        store.broken = new StoreLost("gone");
        assert.deepEqual(await health(), entries("err"));
    });

    it("is ready once it is told so", async () => {
        isReady = false;
        assert.equal((await ask("GET", "/ready"))[0], 503);
        isReady = true;
        assert.equal((await ask("GET", "/ready"))[0], 200);
    });

    it("counts requests under the mapping's patterns, unknown paths under one", async () => {
        await ask("GET", "/carts/a");
        await ask("GET", "/carts/b");
        await ask("GET", "/carts/a/merge?sessionId=s");
        await ask("GET", "/carts/a/items");
        await ask("POST", "/carts/a/items", "{}");
        await ask("GET", "/carts/a/items/none");
        await ask("GET", "/health");
        await ask("GET", "/what/ever");
        await ask("GET", "/carts/a/items/b/c");
        const [, , text] = await ask("GET", "/metrics");
        const counts = text.split("\n").filter((row) => row.includes("_seconds_count"));
        const series = (method: string, route: string, status: number, count = 1): string =>
            `request_duration_seconds_count{service="carts",method="${method}",route="${route}",status_code="${status}"} ${count}`;
        assert.deepEqual(counts, [
            series("GET", "/carts/{customerId}", 200, 2),
            series("GET", "/carts/{customerId}/merge", 202),
            series("GET", "/carts/{customerId:.*}/items", 200),
            series("POST", "/carts/{customerId:.*}/items", 201),
            series("GET", "/carts/{customerId:.*}/items/{itemId:.*}", 500),
            series("GET", "/health", 200),
            series("GET", "other", 404, 2),
        ]);
        assert.match(text, /_bucket\{le="0\.075",service="carts"/);
    });
});
