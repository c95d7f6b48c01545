import assert from "node:assert/strict";
import { person, unique } from "../support/shop-accounts.ts";
import { basic, type ShopClient } from "../support/shop-client.ts";
import { useShop } from "../support/shop-fixture.ts";
import { goError, refused, type Row, rows } from "../support/shop-rows.ts";
import { customerOf, type Entity, fails, hal, TEXT_TYPE, UNKNOWN } from "./user-entities.ts";

// shop-api.md, section 6.
describe("contract: user", function () {
    this.timeout(60_000);
    const shop = useShop();
    const user = (): Promise<ShopClient> => shop.backend("user");

    describe("accounts", () => {
        it("POST /register answers the id, and its name and password log in", async () => {
            const client = await user();
            const one = person();
            const registered = await client.post("/register", one);
            assert.equal(registered.status, 200, registered.toString());
            hal(registered);
            assert.match(registered.text, /^\{"id":"[0-9a-f]{24}"\}\n$/);
            const { id } = registered.json() as Entity;
            const login = await client.get("/login", basic(one.username, one.password));
            assert.deepEqual(login.json(), {
                user: customerOf(id, one.firstName, one.lastName, one.username),
            });
        });

        it("POST /register refuses a name that is taken with 500", async () => {
            const client = await user();
            const one = person();
            await client.post("/register", one);
            const again = await client.post("/register", one);
            assert.equal(again.status, 500);
            assert.equal(again.headers["content-type"], TEXT_TYPE);
            const { error, status_code } = again.json() as { error: string; status_code: number };
            assert.match(error, /E11000/);
            assert.equal(status_code, 500);
        });

        it("POST /register of one name at the same time makes one account", async () => {
            const client = await user();
            const one = person();
            const answers = await Promise.all(
                [1, 2, 3, 4].map(() => client.post("/register", one)),
            );
            assert.deepEqual(
                answers.map((answer) => answer.status).sort((a, b) => a - b),
                [200, 500, 500, 500],
            );
        });

        it("GET /login refuses a wrong password, a missing header and an unknown name", async () => {
            const client = await user();
            const one = person();
            await client.post("/register", one);
            for (const [headers, status, error] of [
                [basic(one.username, "wrong"), 401, "Unauthorized"],
                [basic(one.username, ""), 401, "Unauthorized"],
                [{}, 401, "Unauthorized"],
                [{ authorization: "Bearer x" }, 401, "Unauthorized"],
                [{ authorization: "Basic %%%" }, 401, "Unauthorized"],
                [basic(unique("nobody"), "x"), 500, "not found"],
            ] as const) {
                const answer = await client.get("/login", headers);
                assert.equal(answer.status, status, answer.toString());
                assert.deepEqual(answer.json(), goError(error, status));
            }
        });

        it("POST /customers makes a customer with an empty password", async () => {
            const client = await user();
            const { username, firstName, lastName } = person();
            const created = await client.post("/customers", { username, firstName, lastName });
            assert.equal(created.status, 200, created.toString());
            const { id } = created.json() as Entity;
            const login = await client.get("/login", basic(username, ""));
            assert.deepEqual(login.json(), { user: customerOf(id, firstName, lastName, username) });
        });
    });

    describe("errors", () => {
        const bad = { status: 400, check: refused };
        const register = (json: unknown): Row => ({
            ask: "POST /register",
            when: JSON.stringify(json).slice(0, 60),
            json,
            ...bad,
        });
        const notFound = { status: 404, type: TEXT_TYPE, says: "404 page not found\n" };
        rows(user, [
            { ask: "GET /customers/socks", ...fails("Invalid Id Hex") },
            { ask: `GET /customers/${UNKNOWN}`, ...fails("not found") },
            { ask: "GET /customers/socks/cards", ...fails("Invalid Id Hex") },
            { ask: `GET /customers/${UNKNOWN}/addresses`, ...fails("not found") },
            { ask: "DELETE /customers/socks", ...fails("Invalid Id Hex") },
            { ask: `DELETE /customers/${UNKNOWN}`, status: 500 },
            { ask: "DELETE /customers", ...fails("Invalid request") },
            { ask: `DELETE /customers/${UNKNOWN}/cards`, ...fails("Invalid request") },
            register({ username: { $gt: "" }, password: "x" }),
            register({ username: "x", password: { $ne: null } }),
            register({ username: ["a"], password: "x" }),
            register([]),
            { ask: "POST /register", when: "malformed", text: '{"username":', ...bad },
            { ask: "POST /cards", when: "malformed", text: "nonsense", ...bad },
            {
                ask: "POST /register",
                when: "more than 100 KiB",
                json: { username: "x".repeat(101 * 1024) },
                status: 413,
                check: refused,
            },
            {
                ask: "GET /login",
                when: "NoSQL in the name",
                headers: basic('{"$gt":""}', '{"$gt":""}'),
                ...fails("not found"),
            },
            { ask: "GET /nope", ...notFound },
            { ask: "PUT /customers", when: "wrong method", json: {}, ...notFound },
            { ask: "POST /login", when: "wrong method", json: {}, ...notFound },
        ]);
    });
});
