import assert from "node:assert/strict";
import {
    ADDRESSES,
    CARDS,
    EVE,
    FIRST,
    PREFIX,
    SEED_USER,
    USER,
    USER1,
    address,
    basic,
    card,
    customer,
    failed,
    list,
    ok,
    unauthorized,
    userBench,
} from "./user-bench.ts";
import type { Seen, UserBench } from "./user-bench.ts";

describe("user's accounts", () => {
    let bench: UserBench;

    beforeEach(() => {
        bench = userBench();
    });

    it("logs in the seed's users with their passwords", async () => {
        assert.deepEqual(await bench.login(basic("Eve_Berger:eve")), ok(`{"user":${EVE}}`));
        assert.deepEqual(await bench.login(basic("user:password")), ok(`{"user":${SEED_USER}}`));
        assert.deepEqual(await bench.login(basic("user1:password")), ok(`{"user":${USER1}}`));
        assert.deepEqual(
            await bench.login(basic("user:password").replace("Basic", "basic")),
            ok(`{"user":${SEED_USER}}`),
        );
    });

    it("turns a wrong password away with 401, and an unknown name with 500", async () => {
        for (const wrong of ["user:Password", "user:", "user:password ", "Eve_Berger:password"]) {
            assert.deepEqual(await bench.login(basic(wrong)), unauthorized);
        }
        for (const unknown of ["nobody:password", ":", "USER:password", '{"$gt":""}:x']) {
            assert.deepEqual(await bench.login(basic(unknown)), failed("not found"));
        }
    });

    it("turns what is no Basic login away without asking the store", async () => {
        for (const header of [
            undefined,
            "",
            "Basic",
            "Basic ",
            `Bearer ${basic("user:password").slice(6)}`,
            basic("user"),
            "Basic dXNlcjpwYXNzd29yZA",
            "Basic dXNlcjpw!!!YXNzd29yZA==",
            "Basic dXNlcjpwYXNzd29yZA==x",
        ]) {
            assert.deepEqual(await bench.login(header), unauthorized);
        }
        assert.equal(bench.store.calls, 0);
    });

    it("registers a customer, who can then log in", async () => {
        const sent =
            '{"username":"jo","password":"a:b","email":"j@x","firstName":"Jo","lastName":"<b>","role":1}';
        assert.deepEqual(await bench.ask("POST", "/register", sent), ok(`{"id":"${FIRST}"}`));
        const jo = customer(FIRST, "Jo", "\\u003cb\\u003e", "jo");
        assert.deepEqual(await bench.login(basic("jo:a:b")), ok(`{"user":${jo}}`));
        assert.deepEqual(await bench.login(basic("jo:")), unauthorized);
        const stored = bench.store.customerMap.get(FIRST);
        assert.equal(stored?.email, "j@x");
        assert.match(stored.salt, /^[0-9a-f]{40}$/);
        assert.match(stored.password, /^[0-9a-f]{40}$/);
    });

    it("refuses a name that is taken, with the database's text", async () => {
        const error =
            "E11000 duplicate key error collection: users.customers index: username_1 " +
            'dup key: { username: "user" }';
        for (const path of ["/register", "/customers"]) {
            assert.deepEqual(await bench.ask("POST", path, '{"username":"user"}'), failed(error));
        }
        assert.equal(bench.store.customerMap.size, 3);
    });

    it("salts equal passwords differently", async () => {
        await bench.ask("POST", "/register", '{"username":"a","password":"p"}');
        await bench.ask("POST", "/register", '{"username":"b","password":"p"}');
        const [, , , a, b] = [...bench.store.customerMap.values()];
        assert.notEqual(a?.salt, b?.salt);
        assert.notEqual(a?.password, b?.password);
    });

    it("stores a customer without password and email, who logs in with an empty password", async () => {
        const sent = '{"firstName":"A","lastName":"B","username":"ab","password":"p","email":"e"}';
        assert.deepEqual(await bench.ask("POST", "/customers", sent), ok(`{"id":"${FIRST}"}`));
        const ab = customer(FIRST, "A", "B", "ab");
        assert.deepEqual(await bench.login(basic("ab:")), ok(`{"user":${ab}}`));
        assert.deepEqual(await bench.login(basic("ab:p")), unauthorized);
        assert.equal(bench.store.customerMap.get(FIRST)?.email, "");
    });

    it("adds an address to a customer, and one to nobody", async () => {
        const fields = { street: "s", number: "1", country: "c", city: "t", postcode: "p" };
        const attached = JSON.stringify({ ...fields, userID: USER });
        assert.deepEqual(await bench.ask("POST", "/addresses", attached), ok(`{"id":"${FIRST}"}`));
        const own = address(FIRST, ["s", "1", "c", "t", "p"]);
        assert.deepEqual(
            await bench.ask("GET", `/customers/${USER}/addresses`),
            ok(list("address", [...ADDRESSES.slice(1, 2), own])),
        );
        const second = "000000000000000000000002";
        const [, , body] = await bench.ask("POST", "/addresses", '{"street":"s","userID":null}');
        assert.equal(body, `{"id":"${second}"}\n`);
        const bare = address(second, ["s", "", "", "", ""]);
        assert.deepEqual(
            await bench.ask("GET", "/addresses"),
            ok(list("address", [...ADDRESSES, own, bare])),
        );
    });

    it("adds a card to a customer", async () => {
        const sent = `{"longNum":"1234567890123456","expires":"01/30","ccv":"123","userID":"${USER}"}`;
        assert.deepEqual(await bench.ask("POST", "/cards", sent), ok(`{"id":"${FIRST}"}`));
        const own = card(FIRST, "1234567890123456", "01/30", "123");
        assert.deepEqual(
            await bench.ask("GET", `/customers/${USER}/cards`),
            ok(list("card", [...CARDS.slice(1, 2), own])),
        );
    });

    it("stores nothing for a customer who does not exist", async () => {
        const unknown = `{"userID":"${"f".repeat(24)}"}`;
        for (const path of ["/addresses", "/cards"]) {
            const before = await bench.ask("GET", path);
            assert.deepEqual(
                await bench.ask("POST", path, '{"userID":"7"}'),
                failed("Invalid Id Hex"),
            );
            assert.deepEqual(await bench.ask("POST", path, unknown), failed("not found"));
            assert.deepEqual(await bench.ask("GET", path), before);
        }
    });

    it("deletes a customer with the entries", async () => {
        assert.deepEqual(await bench.ask("DELETE", `/customers/${USER}`), ok('{"status":true}'));
        assert.deepEqual(await bench.ask("DELETE", `/customers/${USER}`), failed("not found"));
        assert.deepEqual(await bench.ask("GET", `/addresses/${PREFIX}b0`), failed("not found"));
        assert.deepEqual(await bench.ask("GET", `/cards/${PREFIX}b1`), failed("not found"));
        assert.deepEqual(await bench.ask("GET", "/customers"), ok(list("customer", [EVE, USER1])));
        assert.deepEqual(await bench.login(basic("user:password")), failed("not found"));
    });

    it("deletes an address and a card, and takes them from their customer", async () => {
        assert.deepEqual(
            await bench.ask("DELETE", `/addresses/${PREFIX}b0`),
            ok('{"status":true}'),
        );
        assert.deepEqual(await bench.ask("DELETE", `/cards/${PREFIX}b1`), ok('{"status":true}'));
        const empty = (key: string): Seen => ok(list(key, []));
        assert.deepEqual(await bench.ask("GET", `/customers/${USER}/addresses`), empty("address"));
        assert.deepEqual(await bench.ask("GET", `/customers/${USER}/cards`), empty("card"));
        assert.deepEqual(bench.store.customerMap.get(USER)?.cards, []);
    });
});
