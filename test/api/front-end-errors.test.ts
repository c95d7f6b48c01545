import assert from "node:assert/strict";
import { ADDRESS, cardNumber, person } from "../support/shop-accounts.ts";
import type { ShopClient } from "../support/shop-client.ts";
import { useShop } from "../support/shop-fixture.ts";
import { assertRow, leaksNothing, type Row, rows } from "../support/shop-rows.ts";
import { COLOURFUL, ERROR_TYPE, notLoggedIn } from "./front-end-answers.ts";

// shop-api.md, section 1.
describe("contract: front-end", function () {
    this.timeout(60_000);
    const shop = useShop();
    const visitor = (): ShopClient => shop.visitor();

    describe("errors", () => {
        const error = (message: string): Omit<Row, "ask"> => ({
            status: 500,
            type: ERROR_TYPE,
            is: { message, error: {} },
        });
        const failure = error("Unable to add to cart. Status code: 400");
        const noId = error("Must pass id of item to add");
        rows(visitor, [
            { ask: "POST /cart", json: {}, ...noId },
            { ask: "POST /cart", when: "no body", ...noId },
            { ask: "POST /cart", json: { id: { $gt: "" } }, ...noId },
            { ask: "POST /cart", json: { id: null }, ...noId },
            {
                ask: "POST /cart/update",
                json: { quantity: 1 },
                ...error("Must pass id of item to update"),
            },
            {
                ask: "POST /cart/update",
                json: { id: "x" },
                ...error("Must pass quantity to update"),
            },
            { ask: "POST /cart/update", json: { id: COLOURFUL, quantity: -1 }, ...failure },
            { ask: "POST /cart/update", json: { id: COLOURFUL, quantity: "x" }, ...failure },
            {
                ask: "POST /cart/update",
                when: "a sock that isn't in the cart",
                json: { id: COLOURFUL, quantity: 2 },
                ...error("Unable to add to cart. Status code: 500"),
            },
            { ask: `DELETE /cart/${COLOURFUL}`, when: "not in the cart", status: 500, says: "" },
            { ask: "GET /orders", when: "nobody logged in", ...notLoggedIn },
            { ask: "POST /orders", when: "nobody logged in", ...notLoggedIn },
            {
                ask: "POST /cart",
                when: "malformed JSON: upstream's 500",
                text: '{"id":',
                status: 500,
                type: ERROR_TYPE,
                check: (answer) => {
                    assert.match((answer.json() as { message: string }).message, /JSON/);
                    leaksNothing(answer);
                },
            },
            {
                ask: "POST /register",
                when: "more than 100 KiB",
                json: { username: "x".repeat(101 * 1024) },
                status: 413,
                type: ERROR_TYPE,
                says: /too large/,
            },
            {
                ask: "POST /register",
                when: "NoSQL",
                json: { username: { $gt: "" }, password: "x" },
                status: 500,
                says: "",
            },
            { ask: "POST /catalogue", json: {}, status: 404 },
            { ask: "PUT /cart", json: {}, status: 404 },
        ]);

        it("a script in a name stays data, and no browser is to take an answer for a page", async () => {
            const script = "<script>alert(1)</script>";
            const one = visitor();
            const sent = { ...person(), firstName: script, lastName: script };
            await assertRow(one, { ask: "POST /register", json: sent, status: 200 });
            await one.post("/addresses", { ...ADDRESS, street: script });
            await one.post("/cards", { longNum: cardNumber(), expires: "12/30", ccv: "123" });
            const customer = await one.get("/customers/own");
            assert.equal((customer.json() as { firstName: string }).firstName, script);
            assert.doesNotMatch(customer.text, /<script>/);
            await one.post("/cart", { id: COLOURFUL });
            await assertRow(one, { ask: "POST /orders", status: 201 });
            for (const path of ["/customers/own", "/address", "/orders"]) {
                const { headers } = await one.get(path);
                assert.equal(headers["content-type"], undefined, path);
                assert.equal(headers["x-content-type-options"], "nosniff", path);
            }
        });

        it("a body of 5 MiB is refused, and the next request is answered", async () => {
            const text = JSON.stringify({ username: "x".repeat(5 * 1024 * 1024) });
            const answer = await visitor().ask("POST", "/register", { text });
            assert.equal(answer.status, 413, answer.toString());
            assert.equal((await visitor().get("/tags")).status, 200);
        });

        it("an unknown sock goes into the cart as a line without id and price, as upstream", async () => {
            const one = visitor();
            await assertRow(one, {
                ask: "POST /cart",
                json: { id: "unknown" },
                status: 201,
                says: "",
            });
            const lines = (await one.get("/cart")).json() as Record<string, unknown>[];
            assert.deepEqual(
                lines.map(({ itemId, unitPrice, quantity }) => ({ itemId, unitPrice, quantity })),
                [{ itemId: "", unitPrice: 0, quantity: 1 }],
            );
            await one.get(`/catalogue/${COLOURFUL}`);
        });
    });
});
