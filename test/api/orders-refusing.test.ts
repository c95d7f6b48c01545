import assert from "node:assert/strict";
import { bootError, refused, type Row, rows } from "../support/shop-rows.ts";
import { line, LiveOrders } from "./live-orders.ts";

const CONTROLLER = "works.weave.socks.orders.controllers.OrdersController";

// shop-api.md, section 4; `status` is an addition of this shop.
describe("contract: orders", function () {
    this.timeout(60_000);
    const live = new LiveOrders();
    const { shop, orders } = live;

    describe("refusing", () => {
        it("payment's no is a 406 with its message; the order is kept as PAYMENT_FAILED", async () => {
            const since = new Date();
            const { one, answer } = await live.placed([line("a", 1, 100.02)]);
            assert.equal(answer.status, 406, answer.toString());
            bootError(
                "Payment declined: amount exceeds 105.00",
                `${CONTROLLER}$PaymentDeclinedException`,
            )(answer);
            assert.equal((answer.json() as { error: string }).error, "Not Acceptable");
            const { all } = await live.ordersOf(one.id);
            assert.deepEqual(
                all.map(({ status, shipment, total }) => ({ status, shipment, total })),
                [{ status: "PAYMENT_FAILED", shipment: null, total: 105.01 }],
            );
            await shop.logged(
                "orders",
                /PaymentResponse\{authorised=false, message=Payment declined/,
                since,
            );
            await shop.logged("orders", /WARN .* status updated to PAYMENT_FAILED due to: /, since);
        });

        for (const missing of ["customer", "address", "card", "items"] as const) {
            for (const value of [null, undefined]) {
                it(`${missing} ${value === null ? "null" : "absent"} is a 406`, async () => {
                    const one = await live.customer([]);
                    const links = { ...one.links, [missing]: value };
                    const answer = await (await orders()).post("/orders", links);
                    assert.equal(answer.status, 406, answer.toString());
                    bootError(
                        "Invalid order request. Order requires customer, address, card and items.",
                        `${CONTROLLER}$InvalidOrderException`,
                    )(answer);
                    assert.deepEqual((await live.ordersOf(one.id)).all, []);
                });
            }
        }

        const ioError = "Unable to create order due to unspecified IO error.";
        // A name that nobody has, or a caller that a policy keeps out, may take longer than the 5 s.
        const either =
            /^Unable to create order due to (timeout from one of the services|unspecified IO error)\.$/;
        for (const [what, links, message] of [
            [
                "a customer that user doesn't know",
                { customer: "http://user/customers/000000000000000000000000" },
                ioError,
            ],
            ["an address that is none", { address: "http://user/addresses/socks" }, ioError],
            ["items that are no cart", { items: "http://user/cards" }, ioError],
            ["a page in place of a card", { card: "http://front-end/" }, either],
            ["a service that doesn't exist", { items: "http://nowhere/carts/x/items" }, either],
        ] as const) {
            it(`${what} is a 500, and no order is stored`, async () => {
                const one = await live.customer([]);
                const answer = await (await orders()).post("/orders", { ...one.links, ...links });
                assert.equal(answer.status, 500, answer.toString());
                bootError(message, "java.lang.IllegalStateException")(answer);
                assert.deepEqual((await live.ordersOf(one.id)).all, []);
            });
        }

        const unreadable = { status: 400, check: bootError(/./) };
        const strange = (card: unknown): Row => ({
            ask: "POST /orders",
            when: `card ${JSON.stringify(card)}`,
            json: {
                customer: "http://user/x",
                address: "http://user/x",
                items: "http://carts/x",
                card,
            },
            ...unreadable,
        });
        rows(orders, [
            strange("file:///etc/passwd"),
            strange("https://example.com/"),
            strange("http://169.254.169.254/latest/meta-data"),
            strange("http://127.0.0.1:8080/health"),
            strange("http://user:secret@user/cards/x"),
            strange("cards/1"),
            strange({ $gt: "" }),
            strange(7),
            { ask: "POST /orders", when: "malformed", text: '{"customer":', ...unreadable },
            { ask: "POST /orders", when: "an array", json: [], ...unreadable },
            {
                ask: "POST /orders",
                when: "not JSON",
                text: "customer=1",
                headers: { "content-type": "application/x-www-form-urlencoded" },
                status: 415,
                check: bootError(/./, /HttpMediaTypeNotSupportedException$/),
            },
            {
                ask: "POST /orders",
                when: "more than 100 KiB",
                json: { customer: "x".repeat(101 * 1024) },
                status: 413,
                check: refused,
            },
        ]);
    });
});
