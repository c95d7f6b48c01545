import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import {
    ADDRESS,
    cardNumber,
    person,
    register,
    registerBuyer,
    unique,
} from "../support/shop-accounts.ts";
import { basic, type ShopClient } from "../support/shop-client.ts";
import { useShop } from "../support/shop-fixture.ts";
import { assertRow } from "../support/shop-rows.ts";
import { notLoggedIn } from "./front-end-answers.ts";

// shop-api.md, section 1.
describe("contract: front-end", function () {
    this.timeout(60_000);
    const shop = useShop();
    const visitor = (): ShopClient => shop.visitor();

    describe("sessions", () => {
        it("every API answer of a new visitor sets md.sid; none of a known one does", async () => {
            for (const path of ["/catalogue", "/tags", "/cart", "/card", "/orders/none", "/nope"]) {
                const one = visitor();
                const first = await one.get(path);
                const [cookie = "", ...more] = first.headers["set-cookie"] ?? [];
                assert.deepEqual(more, [], path);
                assert.match(cookie, /^md\.sid=s%3A[\w-]+\.[\w%+/]+; Path=\/; HttpOnly$/, path);
                assert.equal((await one.get(path)).headers["set-cookie"], undefined, path);
            }
            for (const path of ["/", "/metrics"]) {
                assert.equal((await visitor().get(path)).headers["set-cookie"], undefined, path);
            }
        });

        it("GET /login sets both cookies; the session keeps its id", async () => {
            const one = visitor();
            await one.get("/cart");
            const session = one.cookies.get("md.sid");
            const answer = await one.get("/login", basic("user", "password"));
            assert.deepEqual([answer.status, answer.text], [200, "Cookie is set"]);
            assert.match(answer.headers["content-type"] ?? "", /^text\/html/);
            const cookies = answer.headers["set-cookie"] ?? [];
            const login = cookies.find((cookie) => cookie.startsWith("logged_in="));
            assert.match(login ?? "", /^logged_in=[\w-]+; Max-Age=3600; Path=\/$/);
            assert.equal(one.cookies.get("md.sid"), session);
            assert.ok(session?.startsWith(`s%3A${one.cookies.get("logged_in")}.`));
        });

        for (const [what, headers] of Object.entries({
            "a wrong password": basic("user", "wrong"),
            "an unknown name": basic(unique("nobody"), "x"),
            "no header": {},
            "another scheme": { authorization: "Bearer x" },
            "NoSQL in the name": basic('{"$gt":""}', '{"$gt":""}'),
        })) {
            it(`GET /login with ${what} is an empty 401`, async () => {
                const one = visitor();
                const answer = await one.get("/login", headers);
                assert.deepEqual([answer.status, answer.text], [401, ""]);
                assert.equal(one.cookies.has("logged_in"), false);
            });
        }

        it("POST /register answers the id and logs in; a taken name is an empty 500", async () => {
            const [one, two] = [visitor(), visitor()];
            const sent = person();
            const answer = await one.post("/register", sent);
            assert.equal(answer.status, 200, answer.toString());
            assert.match(answer.text, /^\{"id":"[0-9a-f]{24}"\}$/);
            assert.deepEqual([...one.cookies.keys()].sort(), ["logged_in", "md.sid"]);
            const again = await two.post("/register", sent);
            assert.deepEqual([again.status, again.text], [500, ""]);
            assert.equal(two.cookies.has("logged_in"), false);
        });

        it("GET /customers/{any} is the own customer, whatever id is asked for", async () => {
            const one = visitor();
            const { id, username } = await register(one);
            const answer = await one.get("/customers/57a98d98e4b00679b4a830b2");
            const customer = answer.json() as Record<string, unknown>;
            assert.deepEqual([customer["id"], customer["username"]], [id, username]);
        });

        it("a log-out is the browser's, which drops logged_in: then nobody orders", async () => {
            const one = visitor();
            await registerBuyer(one);
            one.cookies.delete("logged_in");
            await assertRow(one, { ask: "POST /orders", ...notLoggedIn });
        });

        it("a cookie signed with upstream's public secret, or with none, is a new session", async () => {
            const owner = visitor();
            await registerBuyer(owner);
            const id = owner.cookies.get("logged_in") ?? "";
            const signature = createHmac("sha256", "sooper secret").update(id).digest("base64");
            for (const value of [
                `s:${id}.${signature.replace(/=+$/, "")}`,
                `s:${id}.`,
                `s:${id}`,
                id,
                "s:__proto__.x",
                "j:{}",
                "%E0%A4%A",
                "x".repeat(4000),
            ]) {
                const thief = visitor();
                thief.cookies.set(
                    "md.sid",
                    value.startsWith("%") ? value : encodeURIComponent(value),
                );
                thief.cookies.set("logged_in", id);
                await assertRow(thief, { ask: "GET /card", status: 200, is: { status_code: 500 } });
                await assertRow(thief, { ask: "POST /orders", ...notLoggedIn });
            }
            assert.equal((await owner.get("/card")).status, 200);
        });
    });

    describe("account", () => {
        it("POST /addresses and /cards attach to the visitor; /address and /card show the first", async () => {
            const one = visitor();
            const longNum = cardNumber();
            await registerBuyer(one, longNum);
            const card = await one.get("/card");
            assert.deepEqual(card.json(), { number: longNum.slice(-4) });
            assert.equal(card.headers["content-type"], undefined);
            const {
                id: _id,
                _links,
                ...address
            } = (await one.get("/address")).json() as Record<string, unknown>;
            assert.deepEqual(address, ADDRESS);
        });

        it("DELETE /cards/{id} and /addresses/{id} answer the backend's text as a JSON string", async () => {
            const one = visitor();
            await register(one);
            for (const [path, body] of [
                ["/addresses", ADDRESS],
                ["/cards", { longNum: cardNumber(), expires: "12/30", ccv: "123" }],
            ] as const) {
                const { id } = (await one.post(path, body)).json() as { id: string };
                const answer = await one.delete(`${path}/${id}`);
                assert.equal(answer.status, 200);
                assert.deepEqual(JSON.parse(String(answer.json())), { status: true });
            }
            assert.deepEqual((await one.get("/card")).json(), { status_code: 500 });
        });

        it("POST /addresses of somebody without an account is an error body", async () => {
            const answer = await visitor().post("/addresses", ADDRESS);
            assert.equal(answer.status, 200);
            assert.ok(
                (answer.json() as { status_code: number }).status_code >= 400,
                answer.toString(),
            );
        });

        it("POST /customers makes one, DELETE /customers/{id} removes it", async () => {
            const { username, firstName, lastName } = person();
            const one = visitor();
            const answer = await one.post("/customers", { username, firstName, lastName });
            const { id } = answer.json() as { id: string };
            assert.match(id, /^[0-9a-f]{24}$/);
            const gone = await one.delete(`/customers/${id}`);
            assert.deepEqual(JSON.parse(String(gone.json())), { status: true });
        });
    });
});
