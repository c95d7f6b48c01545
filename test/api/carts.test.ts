import assert from "node:assert/strict";
import type { Answer, ShopClient } from "../support/shop-client.ts";
import { unique } from "../support/shop-accounts.ts";
import { useShop } from "../support/shop-fixture.ts";
import { healthy, histogramTests, JAVA_BUCKETS } from "../support/shop-observability.ts";
import { bootError, refused, type Row, rows } from "../support/shop-rows.ts";

const JSON_TYPE = "application/json;charset=UTF-8";

interface Line {
    id: string;
    itemId: string;
    quantity: number;
    unitPrice: number;
}

// shop-api.md, section 3.
describe("contract: carts", function () {
    this.timeout(60_000);
    const shop = useShop();
    const carts = (): Promise<ShopClient> => shop.backend("carts");

    /** A cart of its own for one test, with short names for what is done to it. */
    async function ownCart(): Promise<{
        id: string;
        items: string;
        client: ShopClient;
        add: (line: object) => Promise<Answer>;
        lines: () => Promise<Line[]>;
    }> {
        const client = await carts();
        const id = unique("customer");
        const items = `/carts/${id}/items`;
        return {
            id,
            items,
            client,
            add: (line) => client.post(items, line),
            lines: async () => (await client.get(items)).json() as Line[],
        };
    }
    const plain = (lines: Line[]): unknown[] => lines.map(({ id: _, ...rest }) => rest);

    it("GET /carts/{cid} answers the customer's id and no more", async () => {
        const { id, client } = await ownCart();
        const answer = await client.get(`/carts/${id}`);
        assert.equal(answer.status, 200);
        assert.equal(answer.headers["content-type"], JSON_TYPE);
        assert.match(String(answer.headers["x-application-context"]), /^carts:\d+$/);
        assert.deepEqual(answer.json(), { customerId: id });
    });

    it("GET /carts/{cid}/items of a new cart is an empty array", async () => {
        const { items, client } = await ownCart();
        const answer = await client.get(items);
        assert.deepEqual([answer.status, answer.json()], [200, []]);
        assert.equal(answer.headers["content-type"], JSON_TYPE);
    });

    it("POST items stores a new line as sent, and answers 201 with its id", async () => {
        const { add, lines } = await ownCart();
        const answer = await add({
            id: "mine",
            itemId: "sock",
            quantity: 3,
            unitPrice: 17.32,
            more: 1,
        });
        assert.equal(answer.status, 201, answer.toString());
        assert.equal(answer.headers["content-type"], JSON_TYPE);
        const line = answer.json() as Line;
        assert.deepEqual(Object.keys(line), ["id", "itemId", "quantity", "unitPrice"]);
        assert.ok(typeof line.id === "string" && line.id !== "");
        assert.deepEqual(plain([line]), [{ itemId: "sock", quantity: 3, unitPrice: 17.32 }]);
        assert.deepEqual(await lines(), [line]);
    });

    it("POST items takes quantity 1, price 0 and an empty itemId where there are none", async () => {
        const { add, lines } = await ownCart();
        assert.equal((await add({})).status, 201);
        assert.deepEqual(plain(await lines()), [{ itemId: "", quantity: 1, unitPrice: 0 }]);
    });

    it("POST items of an item that is there adds one, whatever quantity and price are sent", async () => {
        const { add, lines } = await ownCart();
        await add({ itemId: "sock", quantity: 2, unitPrice: 5 });
        assert.equal((await add({ itemId: "sock", quantity: 7, unitPrice: 9 })).status, 201);
        assert.deepEqual(plain(await lines()), [{ itemId: "sock", quantity: 3, unitPrice: 5 }]);
    });

    it("PATCH items sets the quantity and keeps the price", async () => {
        const { add, lines, items, client } = await ownCart();
        await add({ itemId: "sock", unitPrice: 5 });
        const answer = await client.ask("PATCH", items, {
            json: { itemId: "sock", quantity: 4, unitPrice: 9 },
        });
        assert.deepEqual([answer.status, answer.text], [202, ""]);
        assert.deepEqual(plain(await lines()), [{ itemId: "sock", quantity: 4, unitPrice: 5 }]);
    });

    it("GET and DELETE of one item", async () => {
        const { add, lines, items, client } = await ownCart();
        await add({ itemId: "a", unitPrice: 1 });
        await add({ itemId: "b", unitPrice: 2 });
        const one = await client.get(`${items}/b`);
        assert.equal(one.status, 200);
        assert.deepEqual(plain([one.json() as Line]), [{ itemId: "b", quantity: 1, unitPrice: 2 }]);
        const gone = await client.delete(`${items}/a`);
        assert.deepEqual([gone.status, gone.text], [202, ""]);
        assert.deepEqual(
            (await lines()).map((line) => line.itemId),
            ["b"],
        );
    });

    it("DELETE /carts/{cid} empties the cart, and is no error where there is none", async () => {
        const { id, add, lines, client } = await ownCart();
        await add({ itemId: "a" });
        for (const _ of ["full", "missing"]) {
            const answer = await client.delete(`/carts/${id}`);
            assert.deepEqual([answer.status, answer.text], [202, ""]);
        }
        assert.deepEqual(await lines(), []);
    });

    it("merge appends the session's lines without joining equal items, and removes its cart", async () => {
        const [customer, session] = [await ownCart(), await ownCart()];
        await customer.add({ itemId: "a", unitPrice: 1 });
        await session.add({ itemId: "a", unitPrice: 1 });
        await session.add({ itemId: "b", unitPrice: 2 });
        const answer = await customer.client.get(
            `/carts/${customer.id}/merge?sessionId=${session.id}`,
        );
        assert.deepEqual([answer.status, answer.text], [202, ""]);
        assert.deepEqual(
            (await customer.lines()).map((line) => line.itemId),
            ["a", "a", "b"],
        );
        assert.deepEqual(await session.lines(), []);
        // The first of equal lines is the one that is removed.
        await customer.client.delete(`${customer.items}/a`);
        assert.deepEqual(
            (await customer.lines()).map((line) => line.itemId),
            ["a", "b"],
        );
    });

    it("merge of a session without a cart is no error", async () => {
        const { id, client, lines, add } = await ownCart();
        await add({ itemId: "a" });
        const answer = await client.get(`/carts/${id}/merge?sessionId=${unique("session")}`);
        assert.equal(answer.status, 202);
        assert.equal((await lines()).length, 1);
    });

    it("loses none of twenty adds at the same time (upstream does)", async () => {
        const { add, lines } = await ownCart();
        const adds = Array.from({ length: 20 }, (_, index) => add({ itemId: `sock-${index % 4}` }));
        const statuses = (await Promise.all(adds)).map((answer) => answer.status);
        assert.deepEqual(new Set(statuses), new Set([201]));
        assert.deepEqual(
            (await lines()).map((line) => line.quantity),
            [5, 5, 5, 5],
        );
    });

    describe("errors", () => {
        const missing = {
            status: 500,
            check: bootError("Cannot find item in cart", "java.lang.IllegalArgumentException"),
        };
        const unreadable = { status: 400, check: bootError(/./) };
        const items = "/carts/api-errors/items";
        const post = (json: unknown): Row => ({
            ask: `POST ${items}`,
            when: JSON.stringify(json),
            json,
            ...unreadable,
        });
        rows(carts, [
            { ask: `GET ${items}/none`, ...missing },
            { ask: `DELETE ${items}/none`, ...missing },
            { ask: `PATCH ${items}`, json: { itemId: "none", quantity: 2 }, ...missing },
            { ask: "GET /carts/api-errors/merge", status: 400, check: bootError(/sessionId/) },
            { ...post({ itemId: null }), status: 500 },
            post({ itemId: { $gt: "" } }),
            post({ itemId: ["a"] }),
            post({ itemId: "a", quantity: "two" }),
            post({ itemId: "a", quantity: -1 }),
            post({ itemId: "a", quantity: 1.5 }),
            post({ itemId: "a", unitPrice: -2 }),
            post({ itemId: "a", unitPrice: { $where: "1" } }),
            post([]),
            post("text"),
            { ask: `POST ${items}`, when: "malformed", text: '{"itemId":', ...unreadable },
            { ask: `PATCH ${items}`, json: { itemId: { $ne: 1 }, quantity: 1 }, ...unreadable },
            { ask: `PATCH ${items}`, json: { itemId: "a", quantity: -5 }, ...unreadable },
            {
                ask: `POST ${items}`,
                when: "not JSON",
                text: "itemId=a",
                headers: { "content-type": "application/x-www-form-urlencoded" },
                status: 415,
                check: bootError(/./, /HttpMediaTypeNotSupportedException$/),
            },
            {
                ask: `POST ${items}`,
                when: "more than 100 KiB",
                json: { itemId: "x".repeat(101 * 1024) },
                status: 413,
                check: refused,
            },
            {
                ask: "PUT /carts/api-errors",
                status: 405,
                check: bootError(/PUT/, /HttpRequestMethodNotSupportedException$/),
            },
            { ask: "GET /nope", status: 404, check: bootError("No message available") },
            { ask: `GET ${items}`, when: "after all that", status: 200, is: [] },
        ]);
    });

    describe("operation", () => {
        rows(carts, [
            {
                ask: "GET /health",
                status: 200,
                type: JSON_TYPE,
                check: healthy(["carts", "carts-db"], "date"),
            },
        ]);
        const cart = unique("metrics");
        const item = unique("sock");
        const labels = (
            method: string,
            route: string,
            status_code: string,
        ): Record<string, string> => ({
            ...{ service: "carts", method, route, status_code },
        });
        const items = "/carts/{customerId:.*}/items";
        histogramTests(carts, JAVA_BUCKETS, [
            [
                { ask: `GET /carts/${cart}`, status: 200 },
                labels("GET", "/carts/{customerId}", "200"),
            ],
            [
                { ask: `DELETE /carts/${cart}`, status: 202 },
                labels("DELETE", "/carts/{customerId}", "202"),
            ],
            [
                { ask: `POST /carts/${cart}/items`, json: { itemId: item }, status: 201 },
                labels("POST", items, "201"),
            ],
            [{ ask: `GET /carts/${cart}/items`, status: 200 }, labels("GET", items, "200")],
            [
                { ask: `GET /carts/${cart}/merge?sessionId=none`, status: 202 },
                labels("GET", "/carts/{customerId}/merge", "202"),
            ],
            [{ ask: "GET /health", status: 200 }, labels("GET", "/health", "200")],
        ]);
    });
});
