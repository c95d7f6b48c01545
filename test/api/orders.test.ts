import assert from "node:assert/strict";
import { ADDRESS, cardNumber, person, unique } from "../support/shop-accounts.ts";
import type { Answer, ShopClient } from "../support/shop-client.ts";
import { useShop } from "../support/shop-fixture.ts";
import { healthy, histogramTests, JAVA_BUCKETS } from "../support/shop-observability.ts";
import { bootError, refused, type Row, rows } from "../support/shop-rows.ts";

const JSON_TYPE = "application/json;charset=UTF-8";
const HAL = "application/hal+json;charset=UTF-8";
const CONTROLLER = "works.weave.socks.orders.controllers.OrdersController";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const JAVA_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/;

interface Line {
    itemId: string;
    quantity: number;
    unitPrice: number;
}

/** A customer with address, card and cart, and the links that an order of theirs has. */
interface Customer {
    id: string;
    username: string;
    longNum: string;
    links: Record<"customer" | "address" | "card" | "items", string>;
}

// shop-api.md, section 4; `status` is an addition of this shop.
describe("contract: orders", function () {
    this.timeout(60_000);
    const shop = useShop();
    const orders = (): Promise<ShopClient> => shop.backend("orders");

    async function customer(lines: readonly Line[]): Promise<Customer> {
        const [user, carts] = await Promise.all([shop.backend("user"), shop.backend("carts")]);
        const one = person();
        const longNum = cardNumber();
        const made = async (path: string, body: object): Promise<string> => {
            const answer = await user.post(path, body);
            assert.equal(answer.status, 200, answer.toString());
            return (answer.json() as { id: string }).id;
        };
        const id = await made("/register", one);
        const address = await made("/addresses", { ...ADDRESS, userID: id });
        const card = await made("/cards", { longNum, expires: "12/30", ccv: "123", userID: id });
        const cart = unique("cart");
        for (const line of lines) {
            const added = await carts.post(`/carts/${cart}/items`, line);
            assert.equal(added.status, 201, added.toString());
        }
        return {
            id,
            username: one.username,
            longNum,
            links: {
                customer: `http://user/customers/${id}`,
                address: `http://user/addresses/${address}`,
                card: `http://user/cards/${card}`,
                items: `http://carts/carts/${cart}/items`,
            },
        };
    }

    async function placed(lines: readonly Line[]): Promise<{ one: Customer; answer: Answer }> {
        const one = await customer(lines);
        return { one, answer: await (await orders()).post("/orders", one.links) };
    }

    const line = (itemId: string, quantity: number, unitPrice: number): Line => ({
        itemId,
        quantity,
        unitPrice,
    });

    async function ordersOf(id: string): Promise<{ body: Record<string, unknown>; all: Listed[] }> {
        const answer = await (await orders()).get(`/orders/search/customerId?custId=${id}`);
        assert.equal(answer.status, 200, answer.toString());
        assert.equal(answer.headers["content-type"], HAL);
        const body = answer.json() as { _embedded: { customerOrders: Listed[] } };
        return { body, all: body._embedded.customerOrders };
    }

    describe("placing", () => {
        it("POST /orders answers 201 with the order, ids of its parts null", async () => {
            const { one, answer } = await placed([line("sock-a", 3, 18)]);
            assert.equal(answer.status, 201, answer.toString());
            assert.equal(answer.headers["content-type"], JSON_TYPE);
            assert.match(String(answer.headers["x-application-context"]), /^orders:\d+$/);
            const { id, items, shipment, date, ...rest } = answer.json() as {
                id: string;
                items: { id: string }[];
                shipment: { id: string; name: string };
                date: string;
            };
            assert.match(id, /^[0-9a-f]{24}$/);
            assert.match(items[0]?.id ?? "", /./);
            assert.deepEqual(
                items.map(({ id: _, ...item }) => item),
                [line("sock-a", 3, 18)],
            );
            assert.match(shipment.id, UUID);
            assert.equal(shipment.name, one.id);
            assert.match(date, JAVA_DATE);
            assert.deepEqual(rest, {
                customerId: one.id,
                customer: {
                    id: null,
                    firstName: "Sam",
                    lastName: "Shopper",
                    username: one.username,
                    addresses: [],
                    cards: [],
                },
                address: { id: null, ...ADDRESS },
                card: { id: null, longNum: one.longNum, expires: "12/30", ccv: "123" },
                total: 58.989998,
                status: "SHIPPED",
            });
        });

        for (const [lines, total] of [
            [[], "4.99"],
            [[line("a", 1, 17.32)], "22.31"],
            [[line("a", 1, 18)], "22.99"],
            [[line("a", 3, 18)], "58.989998"],
            [[line("a", 1, 99.99)], "104.98"],
        ] as const) {
            const sum = lines.map((one) => `${one.quantity} × ${one.unitPrice}`).join(" + ");
            it(`the total of ${sum || "an empty cart"} and the shipping is ${total}`, async () => {
                const { answer } = await placed(lines);
                assert.equal(answer.status, 201, answer.toString());
                assert.match(answer.text, new RegExp(`"total":${total.replace(".", "\\.")}[,}]`));
            });
        }

        it("asks payment for exact cents, and ships once", async () => {
            const since = new Date();
            const { one, answer } = await placed([line("a", 1, 99.99)]);
            assert.equal(answer.status, 201, answer.toString());
            await shop.logged("payment", /amount=104\.98$/, since);
            const received = new RegExp(`Received shipment task: ${one.id}$`);
            assert.equal((await shop.logged("queue-master", received, since)).length, 1);
        });

        it("logs the life of the order, and no card number", async () => {
            const since = new Date();
            const { one, answer } = await placed([line("a", 1, 18)]);
            const { id } = answer.json() as { id: string };
            for (const text of [
                `Order created with ID: ${id} and status: Created`,
                `Order ${id} status updated to PENDING`,
                `Sending payment request for order ${id}`,
                "Sending payment request: PaymentRequest\\{address=.*, card=.*, customer=.*\\}",
                "Received payment response: PaymentResponse\\{authorised=true, message=Payment authorised\\}",
                `Order ${id} payment successful, status updated to PAID`,
                `Order ${id} shipped successfully`,
            ]) {
                const [found] = await shop.logged("orders", new RegExp(text), since);
                assert.match(
                    found ?? "",
                    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} +INFO \[orders,\w*,\w*,\w+\] \d+ --- \[.+?\] \S+ +: /,
                );
            }
            const all = (await shop.logged("orders", /./, since)).join("\n");
            assert.ok(!all.includes(one.longNum), all);
        });
    });

    describe("refusing", () => {
        it("payment's no is a 406 with its message; the order is kept as PAYMENT_FAILED", async () => {
            const since = new Date();
            const { one, answer } = await placed([line("a", 1, 100.02)]);
            assert.equal(answer.status, 406, answer.toString());
            bootError(
                "Payment declined: amount exceeds 105.00",
                `${CONTROLLER}$PaymentDeclinedException`,
            )(answer);
            assert.equal((answer.json() as { error: string }).error, "Not Acceptable");
            const { all } = await ordersOf(one.id);
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
                    const one = await customer([]);
                    const links = { ...one.links, [missing]: value };
                    const answer = await (await orders()).post("/orders", links);
                    assert.equal(answer.status, 406, answer.toString());
                    bootError(
                        "Invalid order request. Order requires customer, address, card and items.",
                        `${CONTROLLER}$InvalidOrderException`,
                    )(answer);
                    assert.deepEqual((await ordersOf(one.id)).all, []);
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
                const one = await customer([]);
                const answer = await (await orders()).post("/orders", { ...one.links, ...links });
                assert.equal(answer.status, 500, answer.toString());
                bootError(message, "java.lang.IllegalStateException")(answer);
                assert.deepEqual((await ordersOf(one.id)).all, []);
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

    describe("reading", () => {
        it("GET /orders/{id} is a HAL entity without ids, its links from the request's host", async () => {
            const { one, answer } = await placed([line("sock-a", 1, 18)]);
            const order = answer.json() as { id: string; date: string };
            const found = await (await orders()).get(`/orders/${order.id}`, { host: "orders" });
            assert.equal(found.status, 200, found.toString());
            assert.equal(found.headers["content-type"], HAL);
            const self = { href: `http://orders/orders/${order.id}` };
            assert.deepEqual(found.json(), {
                customerId: one.id,
                customer: {
                    firstName: "Sam",
                    lastName: "Shopper",
                    username: one.username,
                    addresses: [],
                    cards: [],
                },
                address: ADDRESS,
                card: { longNum: one.longNum, expires: "12/30", ccv: "123" },
                items: [line("sock-a", 1, 18)],
                shipment: { name: one.id },
                date: order.date,
                total: 22.99,
                status: "SHIPPED",
                _links: { self, order: self },
            });
        });

        it("GET /orders/search/customerId lists a customer's orders in order of insertion", async () => {
            const one = await customer([line("a", 1, 8)]);
            const client = await orders();
            const ids: string[] = [];
            for (const _ of [1, 2, 3]) {
                const answer = await client.post("/orders", one.links);
                ids.push((answer.json() as { id: string }).id);
            }
            const { body, all } = await ordersOf(one.id);
            assert.deepEqual(
                all.map((order) => order._links.self.href.split("/").at(-1)),
                ids,
            );
            assert.deepEqual(Object.keys(body), ["_embedded", "_links"]);
        });

        it("GET /orders is a page of all", async () => {
            await placed([]);
            const answer = await (await orders()).get("/orders?size=1&page=0", { host: "orders" });
            assert.equal(answer.status, 200);
            assert.equal(answer.headers["content-type"], HAL);
            const body = answer.json() as {
                _embedded: { customerOrders: Listed[] };
                _links: Record<string, { href: string }>;
                page: Record<string, number>;
            };
            assert.equal(body._embedded.customerOrders.length, 1);
            assert.match(body._links["self"]?.href ?? "", /^http:\/\/orders\/orders/);
            assert.match(body._links["profile"]?.href ?? "", /\/profile\/orders$/);
            assert.match(body._links["search"]?.href ?? "", /\/orders\/search$/);
            const { size, number, totalElements, totalPages } = body.page;
            assert.deepEqual(
                { size, number, pages: totalPages },
                { size: 1, number: 0, pages: totalElements },
            );
        });

        it("DELETE /orders/{id} is a 204, and then a 404", async () => {
            const { answer } = await placed([]);
            const { id } = answer.json() as { id: string };
            const client = await orders();
            for (const status of [204, 404]) {
                assert.equal((await client.delete(`/orders/${id}`)).status, status);
            }
        });

        const noOrders = (answer: Answer): void => {
            const { _embedded } = answer.json() as { _embedded: unknown };
            assert.deepEqual(_embedded, { customerOrders: [] });
        };
        rows(orders, [
            {
                ask: "GET /orders/search/customerId?custId=nobody",
                status: 200,
                type: HAL,
                check: noOrders,
            },
            { ask: "GET /orders/search/customerId", status: 200, check: noOrders },
            {
                ask: "GET /orders/search/customerId?custId[$gt]=",
                when: "NoSQL in the query",
                status: 200,
                check: noOrders,
            },
            {
                ask: "GET /orders/search/customerId?custId=%7B%22$gt%22:%22%22%7D",
                when: "NoSQL in the value",
                status: 200,
                check: noOrders,
            },
            { ask: "GET /orders/search", status: 200, says: /templated/ },
            { ask: "GET /orders?size=20", status: 200, says: /"page":\{"size":20,/ },
            {
                ask: "GET /orders?size=-1&page=x",
                when: "as if not given",
                status: 200,
                says: /"size":20,/,
            },
            { ask: "GET /orders/000000000000000000000000", status: 404, says: "" },
            { ask: "GET /orders/socks", status: 404, says: "" },
            {
                ask: "PUT /orders/000000000000000000000000",
                when: "ours: an order that a client wrote would skip payment",
                json: {},
                status: 405,
                check: bootError(/PUT/),
            },
            { ask: "DELETE /orders", status: 405, check: bootError(/DELETE/) },
            { ask: "GET /nope", status: 404, check: bootError("No message available") },
        ]);
    });

    describe("operation", () => {
        rows(orders, [
            {
                ask: "GET /health",
                status: 200,
                type: JSON_TYPE,
                check: healthy(["orders", "orders-db"], "date"),
            },
        ]);
        const labels = (
            method: string,
            route: string,
            status_code = "200",
        ): Record<string, string> => ({
            ...{ service: "orders", method, route, status_code },
        });
        histogramTests(orders, JAVA_BUCKETS, [
            // Ours: upstream does not count what ends in an exception.
            [{ ask: "POST /orders", json: {}, status: 406 }, labels("POST", "/orders", "406")],
            [{ ask: "GET /orders", status: 200 }, labels("GET", "/{repository}")],
            [
                { ask: "GET /orders/search/customerId?custId=x", status: 200 },
                labels("GET", "/{repository}/search/{search}"),
            ],
            [{ ask: "GET /orders/socks", status: 404 }, labels("GET", "/{repository}/{id}", "404")],
            [{ ask: "GET /health", status: 200 }, labels("GET", "/health")],
        ]);
    });
});

interface Listed {
    status: string;
    total: number;
    shipment: unknown;
    _links: { self: { href: string } };
}
