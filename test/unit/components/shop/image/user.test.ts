import assert from "node:assert/strict";
import {
    ADDRESSES,
    CARDS,
    EVE,
    PREFIX,
    SEED_USER,
    TEXT,
    USER,
    USER1,
    failed,
    list,
    ok,
    userBench,
} from "./user-bench.ts";
import type { UserBench } from "./user-bench.ts";

describe("user", () => {
    let bench: UserBench;

    beforeEach(() => {
        bench = userBench();
    });

    const reads: [path: string, body: string][] = [
        ["/customers", list("customer", [EVE, SEED_USER, USER1])],
        ["/customers/", list("customer", [EVE, SEED_USER, USER1])],
        ["/customersandmore", list("customer", [EVE, SEED_USER, USER1])],
        [`/customers/${USER}`, SEED_USER],
        [`/customers/${USER.toUpperCase()}`, SEED_USER],
        [`/customers/${USER}/`, SEED_USER],
        [`/customers/${USER}/orders`, SEED_USER],
        [`/customers/${USER}/addresses`, list("address", ADDRESSES.slice(1, 2))],
        [`/customers/${USER}/addresses/more`, list("address", ADDRESSES.slice(1, 2))],
        [`/customers/${USER}/cards`, list("card", CARDS.slice(1, 2))],
        ["/addresses", list("address", ADDRESSES)],
        [`/addresses/${PREFIX}b3`, ADDRESSES[2] ?? ""],
        [`/addresses/${PREFIX}b3/more`, ADDRESSES[2] ?? ""],
        ["/cards", list("card", CARDS)],
        [`/cards/${PREFIX}b1`, CARDS[1] ?? ""],
    ];
    for (const [path, body] of reads) {
        it(`answers ${path}`, async () => {
            assert.deepEqual(await bench.ask("GET", path), ok(body));
        });
    }

    for (const path of ["customers", "addresses", "cards"]) {
        it(`answers 500 to a bad and to an unknown id of ${path}`, async () => {
            for (const method of ["GET", "DELETE"]) {
                assert.deepEqual(await bench.ask(method, `/${path}/x`), failed("Invalid Id Hex"));
                const unknown = `/${path}/${"f".repeat(24)}`;
                assert.deepEqual(await bench.ask(method, unknown), failed("not found"));
            }
        });
    }

    it("answers 500 to a deletion that is not of two segments, or of another collection", async () => {
        for (const path of ["/", "/customers", `/customers/${USER}/cards`, "/metrics"]) {
            assert.deepEqual(await bench.ask("DELETE", path), failed("Invalid request"));
        }
        assert.deepEqual(await bench.ask("DELETE", `/seeded/${USER}`), failed("not found"));
        assert.deepEqual(await bench.ask("DELETE", "/seeded/users"), failed("Invalid Id Hex"));
        assert.equal(bench.store.calls, 0);
    });

    const bodies: [body: string, error: string][] = [
        ["{", "the request body must be a JSON object"],
        ["", "the request body must be a JSON object"],
        ["[]", "the request body must be a JSON object"],
        ["null", "the request body must be a JSON object"],
        ['{"FIELD":{"$gt":""}}', "FIELD must be a text"],
        ['{"FIELD":["x"]}', "FIELD must be a text"],
        ['{"FIELD":7}', "FIELD must be a text"],
        ['{"FIELD":false}', "FIELD must be a text"],
    ];
    for (const [path, fields] of [
        ["/register", ["username", "password", "email", "firstName", "lastName"]],
        ["/customers", ["username", "firstName", "lastName"]],
        ["/addresses", ["street", "number", "country", "city", "postcode", "userID"]],
        ["/cards", ["longNum", "expires", "ccv", "userID"]],
    ] as const) {
        it(`refuses to ${path} what is no object of texts`, async () => {
            for (const [body, error] of bodies) {
                for (const field of fields) {
                    assert.deepEqual(
                        await bench.ask("POST", path, body.replace("FIELD", field)),
                        failed(error.replace("FIELD", field), 400, "Bad Request"),
                    );
                }
            }
            const large = JSON.stringify({ username: "x".repeat(100 * 1024) });
            assert.deepEqual(
                await bench.ask("POST", path, large),
                failed("the request body is too large", 413, "Request Entity Too Large"),
            );
            assert.equal(bench.store.calls, 0);
        });
    }

    for (const [method, path] of [
        ["GET", "/nope"],
        ["GET", "/login/"],
        ["GET", "/register"],
        ["POST", "/login"],
        ["PUT", "/customers"],
        ["POST", `/customers/${USER}`],
    ] as const) {
        it(`answers 404 to ${method} ${path}`, async () => {
            assert.deepEqual(await bench.ask(method, path), [404, TEXT, "404 page not found\n"]);
        });
    }

    it("has no HEAD, although the HTTP library would answer it as a GET", async () => {
        assert.deepEqual(await bench.ask("HEAD", "/customers"), [404, TEXT, ""]);
        assert.equal(bench.store.calls, 0);
    });
});
