import assert from "node:assert/strict";
import { AnswerTimeout } from "../../../../../components/shop/image/src/platform/http-client.ts";
import {
    ADDRESS,
    CARD,
    CUSTOMER,
    LINE,
    LINKS,
    json,
    networkError,
    ordersBench,
} from "./fake-orders.ts";
import type { OrdersBench } from "./fake-orders.ts";
import {
    ILLEGAL_STATE,
    INVALID,
    IO_ERROR,
    MISSING,
    TIMEOUT,
    UNREADABLE,
    refused,
    servlet,
} from "./orders-errors.ts";

describe("orders: refusing", () => {
    let bench: OrdersBench;

    beforeEach(() => {
        bench = ordersBench();
    });

    const untouched = (): void => {
        assert.deepEqual(bench.network.asked, []);
        assert.deepEqual(bench.store.history, []);
    };

    for (const missing of ["customer", "address", "card", "items"]) {
        it(`answers 406 when ${missing} is missing or null`, async () => {
            await refused(await bench.place({ ...LINKS, [missing]: null }), 406, INVALID, MISSING);
            await refused(
                await bench.place({ ...LINKS, [missing]: undefined }),
                406,
                INVALID,
                MISSING,
            );
            untouched();
        });
    }

    const NO_ADDRESS = "Could not read document: card is not an absolute http address";
    const NO_SERVICE = "Could not read document: card is not the address of a service of the shop";
    const links: [link: unknown, message: string][] = [
        [7, NO_ADDRESS],
        [{ $gt: "" }, NO_ADDRESS],
        [[LINKS.card], NO_ADDRESS],
        ["", NO_ADDRESS],
        ["/cards/1", NO_ADDRESS],
        ["user/cards/1", NO_ADDRESS],
        ["https://user/cards/1", NO_ADDRESS],
        ["file:///etc/passwd", NO_ADDRESS],
        ["javascript:alert(1)", NO_ADDRESS],
        ["http://", NO_ADDRESS],
        ["http://name@user/cards/1", NO_ADDRESS],
        ["http://:secret@user/cards/1", NO_ADDRESS],
        ["http://example.com/cards/1", NO_SERVICE],
        ["http://169.254.169.254/latest/meta-data", NO_SERVICE],
        ["http://2130706433/", NO_SERVICE],
        ["http://0x7f.1/", NO_SERVICE],
        ["http://[::1]/", NO_SERVICE],
        ["http://localhost/orders", NO_SERVICE],
        ["http://LOCALHOST/orders", NO_SERVICE],
        ["http://user.svc.cluster.local.example.com/", NO_SERVICE],
        ["http://svc.cluster.local.example/", NO_SERVICE],
        ["http://user_x/", NO_SERVICE],
        ["http://user./", NO_SERVICE],
    ];
    for (const [card, message] of links) {
        it(`answers 400 to the link ${JSON.stringify(card)}`, async () => {
            await refused(await bench.place({ ...LINKS, card }), 400, UNREADABLE, message);
            untouched();
        });
    }

    for (const host of ["user", "user:8080", "user.sock-shop.svc.cluster.local", "USER"]) {
        it(`follows a link to ${host}`, async () => {
            bench.answer(`http://${host.toLowerCase()}/cards/1`, json(CARD));
            const answer = await bench.place({ ...LINKS, card: `http://${host}/cards/1` });
            assert.equal(answer.status, 201);
        });
    }

    for (const body of ["null", "[]", '"text"', "7"]) {
        it(`answers 400 to the body ${body}`, async () => {
            const text = "Could not read document: the request body is not a JSON object";
            await refused(await bench.place(body), 400, UNREADABLE, text);
            untouched();
        });
    }

    it("answers 400 to malformed JSON, 415 to another type, 413 to too much", async () => {
        const text = "Could not read document: the request body is not valid JSON";
        await refused(await bench.place('{"customer":'), 400, UNREADABLE, text);
        const big = await bench.place(JSON.stringify({ ...LINKS, x: "x".repeat(100 * 1024) }));
        assert.equal(big.status, 413);
        const typed = await bench.app.request("/orders", { method: "POST", body: "customer=1" });
        assert.equal(typed.status, 415);
        untouched();
    });

    const json500 = json({ error: "not found", status_code: 500 }, { status: 500 });
    const bad: [what: string, url: string, answer: Parameters<OrdersBench["answer"]>[1]][] = [
        ["an unknown customer", LINKS.customer, json500],
        ["a missing card", LINKS.card, json({}, { status: 404 })],
        ["a redirect", LINKS.card, json(CARD, { status: 302 })],
        ["an error body with status 200", LINKS.address, json({ error: "x", status_code: 500 })],
        ["an address as HTML", LINKS.address, json(ADDRESS, { type: "text/html" })],
        ["a list for an entity", LINKS.card, json([CARD])],
        ["null", LINKS.card, json(null)],
        ["no body", LINKS.card, json(undefined)],
        ["a field of the wrong type", LINKS.card, json({ ...CARD, expires: { $gt: "" } })],
        ["no link of the customer itself", LINKS.customer, json({ ...CUSTOMER, _links: {} })],
        ["an object for the cart", LINKS.items, json({ error: "x" })],
        ["a negative quantity", LINKS.items, json([{ ...LINE, quantity: -1 }])],
        ["half a sock", LINKS.items, json([{ ...LINE, quantity: 0.5 }])],
        ["a quantity beyond Java's", LINKS.items, json([{ ...LINE, quantity: 2 ** 31 }])],
        ["a quantity as text", LINKS.items, json([{ ...LINE, quantity: "3" }])],
        ["a negative price", LINKS.items, json([{ ...LINE, unitPrice: -18 }])],
        ["a price with parts of a cent", LINKS.items, json([{ ...LINE, unitPrice: 0.001 }])],
        ["a price as text", LINKS.items, json([{ ...LINE, unitPrice: "18" }])],
        ["a line without a sock", LINKS.items, json([{ quantity: 1, unitPrice: 18 }])],
        ["carts that are not there", LINKS.items, networkError("ECONNREFUSED")],
        ["a name that no one knows", LINKS.items, networkError("ENOTFOUND")],
    ];
    for (const [what, url, answer] of bad) {
        it(`answers 500 and leaves no order for ${what}`, async () => {
            bench.answer(url, answer);
            await refused(await bench.place(), 500, ILLEGAL_STATE, IO_ERROR);
            assert.deepEqual(bench.store.history, []);
            assert.equal(bench.network.asked.length, 4);
        });
    }

    it("tells which call failed and of what", async () => {
        bench.answer(LINKS.items, networkError("ECONNREFUSED"));
        await bench.place();
        assert.deepEqual(bench.lines, [
            `ERROR w.w.s.o.services.AsyncGetService : GET ${LINKS.items} failed: Connection refused`,
            servlet(ILLEGAL_STATE, IO_ERROR, "java.net.ConnectException: Connection refused"),
        ]);
    });

    it("answers 500 and says timeout when a service takes too long", async () => {
        bench.answer(LINKS.address, new AnswerTimeout(LINKS.address, 5000, true));
        await refused(await bench.place(), 500, ILLEGAL_STATE, TIMEOUT);
        assert.deepEqual(bench.lines, [
            `ERROR w.w.s.o.services.AsyncGetService : GET ${LINKS.address} failed: Read timed out`,
            servlet(ILLEGAL_STATE, TIMEOUT, "java.util.concurrent.TimeoutException: null"),
        ]);
        assert.deepEqual(bench.store.history, []);
    });

    it("answers 500 for a customer link that ends in no id", async () => {
        const href = "http://user/customers/";
        bench.answer(LINKS.customer, json({ ...CUSTOMER, _links: { self: { href } } }));
        const message = `Could not parse user ID from: ${href}`;
        await refused(await bench.place(), 500, ILLEGAL_STATE, message);
        assert.deepEqual(bench.lines, [
            servlet(ILLEGAL_STATE, message, `${ILLEGAL_STATE}: ${message}`),
        ]);
        assert.deepEqual(bench.store.history, []);
    });
});
