import assert from "node:assert/strict";
import { JSON_TYPE, accepted, cartsBench, failed, line, missing } from "./carts-bench.ts";
import type { CartsBench } from "./carts-bench.ts";

const UNREADABLE = "org.springframework.http.converter.HttpMessageNotReadableException";

describe("carts", () => {
    let bench: CartsBench;

    beforeEach(() => {
        bench = cartsBench();
    });

    it("answers a cart by its customer only, and a new one has no items", async () => {
        const answer = [200, JSON_TYPE, '{"customerId":"a b/c"}'];
        assert.deepEqual(await bench.ask("GET", "/carts/a%20b%2Fc"), answer);
        assert.deepEqual(await bench.ask("GET", "/carts/a/items"), [200, JSON_TYPE, "[]"]);
    });

    it("stores a new line as sent, with defaults for what is absent", async () => {
        const sent = '{"itemId":"s1","quantity":3,"unitPrice":99.99,"id":"mine","more":[1]}';
        const answer = await bench.ask("POST", "/carts/a/items", sent);
        assert.deepEqual(answer, [201, JSON_TYPE, line("s1", 3, 99.99)]);
        const empty = await bench.ask("POST", "/carts/a/items", "{}");
        assert.deepEqual(empty, [201, JSON_TYPE, line("", 1, 0)]);
        assert.equal(await bench.items("a"), `[${line("s1", 3, 99.99)},${line("", 1, 0)}]`);
        assert.equal(await bench.items("b"), "[]");
    });

    it("keeps a price as a 32-bit float and prints its shortest form", async () => {
        await bench.ask("POST", "/carts/a/items", '{"itemId":"s1","unitPrice":17.149999618530273}');
        assert.equal(await bench.items("a"), `[${line("s1", 1, 17.15)}]`);
    });

    it("counts a line that is there one up, whatever quantity and price are sent", async () => {
        await bench.add("a", "s1");
        const again = '{"itemId":"s1","quantity":7,"unitPrice":1}';
        const answer = await bench.ask("POST", "/carts/a/items", again);
        assert.deepEqual(answer, [201, JSON_TYPE, line("s1", 2, 17.32)]);
        assert.equal(await bench.items("a"), `[${line("s1", 2, 17.32)}]`);
    });

    it("answers one line, changes its quantity, and removes it", async () => {
        await bench.add("a", "s1");
        await bench.add("a", "s2");
        const path = "/carts/a/items/s2";
        assert.deepEqual(await bench.ask("GET", path), [200, JSON_TYPE, line("s2", 1, 17.32)]);
        const change = '{"itemId":"s2","quantity":5,"unitPrice":1}';
        assert.deepEqual(await bench.ask("PATCH", "/carts/a/items", change), accepted);
        assert.equal(await bench.items("a"), `[${line("s1", 1, 17.32)},${line("s2", 5, 17.32)}]`);
        assert.deepEqual(await bench.ask("DELETE", path), accepted);
        assert.equal(await bench.items("a"), `[${line("s1", 1, 17.32)}]`);
        assert.deepEqual(await bench.ask("DELETE", path), missing(path));
        assert.deepEqual(await bench.ask("GET", path), missing(path));
        assert.deepEqual(
            await bench.ask("PATCH", "/carts/a/items", change),
            missing("/carts/a/items"),
        );
    });

    it("deletes a cart, also one that is not there", async () => {
        await bench.add("a", "s1");
        assert.deepEqual(await bench.ask("DELETE", "/carts/a"), accepted);
        assert.deepEqual(await bench.ask("DELETE", "/carts/a"), accepted);
        assert.equal(await bench.items("a"), "[]");
    });

    it("merges without joining equal items, and deletes the session's cart", async () => {
        await bench.add("user", "s1");
        await bench.add("session", "s1");
        await bench.add("session", "s2");
        const merge = "/carts/user/merge?sessionId=session";
        assert.deepEqual(await bench.ask("GET", merge), accepted);
        const [one, two] = [line("s1", 1, 17.32), line("s2", 1, 17.32)];
        assert.equal(await bench.items("user"), `[${one},${one},${two}]`);
        assert.deepEqual(bench.store.ids(), ["user"]);
        assert.deepEqual(await bench.ask("GET", merge), accepted);
        assert.equal(await bench.items("user"), `[${one},${one},${two}]`);
        // Of two lines with an item the first one is meant.
        await bench.ask("DELETE", "/carts/user/items/s1");
        assert.equal(await bench.items("user"), `[${one},${two}]`);
    });

    it("leaves a cart alone that is merged with itself", async () => {
        await bench.add("a", "s1");
        assert.deepEqual(await bench.ask("GET", "/carts/a/merge?sessionId=a"), accepted);
        assert.equal(await bench.items("a"), `[${line("s1", 1, 17.32)}]`);
    });

    it("refuses a merge without a session", async () => {
        assert.deepEqual(
            await bench.ask("GET", "/carts/a/merge"),
            failed(
                400,
                "Bad Request",
                "org.springframework.web.bind.MissingServletRequestParameterException",
                "Required String parameter 'sessionId' is not present",
                "/carts/a/merge",
            ),
        );
        assert.deepEqual(await bench.ask("GET", "/carts/a/merge?sessionId="), accepted);
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
            await bench.add("a", "s1");
            const path = "/carts/a/items";
            const message = `Could not read document: ${why}`;
            const answer = failed(400, "Bad Request", UNREADABLE, message, path);
            assert.deepEqual(await bench.ask("POST", path, body), answer);
            assert.deepEqual(await bench.ask("PATCH", path, body), answer);
            assert.equal(await bench.items("a"), `[${line("s1", 1, 17.32)}]`);
        });
    }

    it("refuses another content type and a body above 100 KiB", async () => {
        const path = "/carts/a/items";
        assert.deepEqual(
            await bench.ask("POST", path, "{}", "text/plain"),
            failed(
                415,
                "Unsupported Media Type",
                "org.springframework.web.HttpMediaTypeNotSupportedException",
                "Content type 'text/plain' not supported",
                path,
            ),
        );
        const large = JSON.stringify({ itemId: "x".repeat(100 * 1024) });
        assert.equal((await bench.ask("POST", path, large))[0], 413);
        assert.deepEqual(bench.store.ids(), []);
    });

    it("answers 500 to a null item, as upstream's validation does", async () => {
        const path = "/carts/a/items";
        assert.deepEqual(
            await bench.ask("POST", path, '{"itemId":null}'),
            failed(
                500,
                "Internal Server Error",
                "javax.validation.ConstraintViolationException",
                "itemId must not be null",
                path,
            ),
        );
        assert.deepEqual(await bench.ask("PATCH", path, '{"itemId":null}'), missing(path));
        assert.deepEqual(bench.store.ids(), []);
    });

    it("does not count a quantity beyond the largest that can be stored", async () => {
        await bench.ask("POST", "/carts/a/items", '{"itemId":"s1","quantity":2147483647}');
        const message = "Could not read document: quantity must be at most 2147483647";
        assert.deepEqual(
            await bench.ask("POST", "/carts/a/items", '{"itemId":"s1"}'),
            failed(400, "Bad Request", UNREADABLE, message, "/carts/a/items"),
        );
        assert.equal(await bench.items("a"), `[${line("s1", 2147483647, 0)}]`);
    });

    for (const [method, path] of [
        ["PUT", "/carts/a"],
        ["POST", "/carts/a/merge"],
        ["DELETE", "/carts/a/items"],
        ["PATCH", "/carts/a/items/s1"],
    ] as const) {
        it(`answers 405 to ${method} ${path}`, async () => {
            assert.deepEqual(
                await bench.ask(method, path),
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
        assert.deepEqual(await bench.ask("GET", "/x"), [404, JSON_TYPE, body]);
    });
});
