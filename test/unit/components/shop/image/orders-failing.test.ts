import assert from "node:assert/strict";
import { AnswerTimeout } from "../../../../../components/shop/image/src/platform/http-client.ts";
import type { Order } from "../../../../../components/shop/image/src/services/orders/order.ts";
import { StoreLost } from "../../../../../components/shop/image/src/platform/store-lost.ts";
import {
    ADDRESS,
    CARD,
    CUSTOMER,
    CUSTOMER_ID,
    LINE,
    LINKS,
    PAYMENT,
    SHIPPING,
    json,
    networkError,
    ordersBench,
} from "./fake-orders.ts";
import type { OrdersBench } from "./fake-orders.ts";

const ID = "6900953ac1f4320001b50701";
const INVALID = "works.weave.socks.orders.controllers.OrdersController$InvalidOrderException";
const DECLINED = "works.weave.socks.orders.controllers.OrdersController$PaymentDeclinedException";
const ILLEGAL_STATE = "java.lang.IllegalStateException";
const STORE_GONE = "org.springframework.dao.DataAccessResourceFailureException";
const UNREADABLE = "org.springframework.http.converter.HttpMessageNotReadableException";
const CLIENT = "org.springframework.web.client";
const IO_ERROR = "Unable to create order due to unspecified IO error.";
const TIMEOUT = "Unable to create order due to timeout from one of the services.";
const MISSING = "Invalid order request. Order requires customer, address, card and items.";
const LOG = "w.w.s.o.controllers.OrdersController : ";

const REASONS: Readonly<Record<number, string>> = {
    400: "Bad Request",
    406: "Not Acceptable",
    413: "Payload Too Large",
    415: "Unsupported Media Type",
    500: "Internal Server Error",
};

/** Asserts Spring Boot's error body, whole. */
async function refused(
    answer: Response,
    status: number,
    exception: string,
    message: string,
): Promise<void> {
    const { timestamp, ...body } = (await answer.json()) as { timestamp: unknown };
    assert.deepEqual(body, { status, error: REASONS[status], exception, message, path: "/orders" });
    assert.equal(typeof timestamp, "number");
    assert.equal(answer.status, status);
    assert.equal(answer.headers.get("content-type"), "application/json;charset=UTF-8");
}

/** The line that a request ending in 500 leaves. */
const servlet = (exception: string, message: string, rootCause: string): string =>
    "ERROR o.a.c.c.C.[.[.[/].[dispatcherServlet] : Servlet.service() for servlet [dispatcherServlet] " +
    "in context with path [] threw exception [Request processing failed; nested exception is " +
    `${exception}: ${message}] with root cause ${rootCause}`;

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

describe("orders: payment fails", () => {
    let bench: OrdersBench;

    beforeEach(() => {
        bench = ordersBench();
    });

    const failed = (): void => {
        assert.deepEqual(bench.store.history, ["CREATED", "PENDING", "PAYMENT_FAILED"]);
        assert.equal(bench.store.saved.get(ID)?.shipment, null);
        assert.equal(bench.store.saved.get(ID)?.total, 58.989998);
        assert.ok(!bench.network.asked.some(({ url }) => url === SHIPPING));
    };
    const at = `I/O error on POST request for "${PAYMENT}": `;
    const timedOut = "java.util.concurrent.TimeoutException: null";
    const server = `${CLIENT}.HttpServerErrorException: 500 null`;
    type Case = [
        answer: Parameters<OrdersBench["answer"]>[1],
        message: string,
        text: string,
        reason: string,
        rootCause: string,
    ];
    const cases: Case[] = [
        [
            networkError("ECONNREFUSED"),
            IO_ERROR,
            `${at}Connection refused`,
            "Connection refused",
            "java.net.ConnectException: Connection refused",
        ],
        [
            networkError("ENOTFOUND"),
            IO_ERROR,
            `${at}payment`,
            "payment",
            "java.net.UnknownHostException: payment",
        ],
        [
            networkError("ECONNRESET"),
            IO_ERROR,
            `${at}Connection reset`,
            "Connection reset",
            "java.net.SocketException: Connection reset",
        ],
        [
            new AnswerTimeout(PAYMENT, 5000, false),
            TIMEOUT,
            `${at}connect timed out`,
            "connect timed out",
            timedOut,
        ],
        [
            new AnswerTimeout(PAYMENT, 5000, true),
            TIMEOUT,
            `${at}Read timed out`,
            "Read timed out",
            timedOut,
        ],
        [json({ error: "x" }, { status: 500 }), IO_ERROR, "500 null", "500 null", server],
        [
            json({ authorised: "yes" }),
            IO_ERROR,
            `${at}the answer is not an authorisation`,
            "the answer is not an authorisation",
            `${UNREADABLE}: the answer is not an authorisation`,
        ],
    ];
    for (const [answer, message, text, reason, rootCause] of cases) {
        it(`stores PAYMENT_FAILED, answers 500 and logs "${text}"`, async () => {
            bench.answer(PAYMENT, answer);
            await refused(await bench.place(), 500, ILLEGAL_STATE, message);
            failed();
            assert.deepEqual(bench.lines.slice(4), [
                `ERROR ${LOG}Payment failed for order ${ID}: ${text}`,
                `WARN ${LOG}Order ${ID} status updated to PAYMENT_FAILED due to: ${reason}`,
                `ERROR ${LOG}Payment service unavailable for order ${ID}`,
                servlet(ILLEGAL_STATE, message, rootCause),
            ]);
        });
    }

    it("stores PAYMENT_FAILED and answers 406 with payment's word when it says no", async () => {
        const message = "Payment declined: amount exceeds 105.00";
        bench.answer(PAYMENT, json({ authorised: false, message }));
        await refused(await bench.place(), 406, DECLINED, message);
        failed();
        assert.deepEqual(bench.lines.slice(4), [
            `INFO ${LOG}Received payment response: PaymentResponse{authorised=false, message=${message}}`,
            `WARN ${LOG}Order ${ID} status updated to PAYMENT_FAILED due to: ${message}`,
        ]);
    });

    for (const nothing of [undefined, null]) {
        it(`answers 406 when payment's answer is ${nothing === null ? "null" : "empty"}`, async () => {
            bench.answer(PAYMENT, json(nothing));
            const message = "Unable to parse authorisation packet";
            await refused(await bench.place(), 406, DECLINED, message);
            failed();
            assert.deepEqual(bench.lines.slice(4), [
                `WARN ${LOG}Order ${ID} status updated to PAYMENT_FAILED due to: ${message}`,
            ]);
        });
    }
});

describe("orders: shipping fails", () => {
    let bench: OrdersBench;

    beforeEach(() => {
        bench = ordersBench();
    });

    const resource = `${CLIENT}.ResourceAccessException`;
    const nack = `${CLIENT}.HttpServerErrorException`;
    type Case = [
        answer: Parameters<OrdersBench["answer"]>[1],
        exception: string,
        message: string,
        rootCause: string,
    ];
    const cases: Case[] = [
        [json({}, { status: 503 }), nack, "503 null", `${nack}: 503 null`],
        [
            json({}, { status: 404 }),
            `${CLIENT}.HttpClientErrorException`,
            "404 null",
            `${CLIENT}.HttpClientErrorException: 404 null`,
        ],
        [
            networkError("ECONNREFUSED"),
            resource,
            IO_ERROR,
            "java.net.ConnectException: Connection refused",
        ],
        [
            new AnswerTimeout(SHIPPING, 5000, true),
            resource,
            TIMEOUT,
            "java.util.concurrent.TimeoutException: null",
        ],
        [
            json({}, { status: 201 }),
            resource,
            IO_ERROR,
            `${UNREADABLE}: the answer is not a shipment`,
        ],
    ];
    for (const [answer, exception, message, rootCause] of cases) {
        it(`leaves the order PAID, answers 500 and logs "${rootCause}"`, async () => {
            bench.answer(SHIPPING, answer);
            await refused(await bench.place(), 500, exception, message);
            assert.deepEqual(bench.store.history, ["CREATED", "PENDING", "PAID"]);
            assert.equal(bench.store.saved.get(ID)?.shipment, null);
            assert.deepEqual(bench.lines.slice(6), [
                `ERROR ${LOG}Shipping failed for order ${ID}, which stays PAID: ${rootCause}`,
                servlet(exception, message, rootCause),
            ]);
        });
    }
});

describe("orders: the store fails", () => {
    const gone = new StoreLost("connect ECONNREFUSED 10.96.1.2:27017");
    const asked = (bench: OrdersBench): string[] => bench.network.asked.map(({ url }) => url);

    for (const status of ["CREATED", "PENDING"]) {
        it(`answers 500, asks no payment and ends the order when it can't take it as ${status}`, async () => {
            const bench = ordersBench();
            let isBack = false;
            bench.store.refuse = (order) =>
                order.status === status || (order.status === "PAYMENT_FAILED" && !isBack)
                    ? gone
                    : undefined;
            const message = "Unable to create order: the order store does not answer.";
            await refused(await bench.place(), 500, STORE_GONE, message);
            assert.ok(!asked(bench).includes(PAYMENT));
            assert.ok(bench.lines.includes(servlet(STORE_GONE, message, String(gone))));
            isBack = true;
            const reason = "due to: The order store does not answer";
            const ended = `WARN ${LOG}Order ${ID} status updated to PAYMENT_FAILED ${reason}`;
            while (!bench.lines.includes(ended)) await new Promise(setImmediate);
            assert.equal(bench.store.saved.get(ID)?.status, "PAYMENT_FAILED");
            assert.ok(!asked(bench).includes(PAYMENT));
        });
    }

    for (const status of ["PAID", "SHIPPED"]) {
        it(`saves again and again when it goes away before ${status}, and then answers 201`, async () => {
            const bench = ordersBench();
            let tries = 0;
            bench.store.refuse = (order) =>
                order.status === status && (tries += 1) <= 20 ? gone : undefined;
            assert.equal((await bench.place()).status, 201);
            assert.equal(tries, 21);
            assert.deepEqual(bench.store.history, ["CREATED", "PENDING", "PAID", "SHIPPED"]);
            for (const url of [PAYMENT, SHIPPING]) {
                assert.equal(asked(bench).filter((each) => each === url).length, 1, url);
            }
            // Said once, not at every try.
            assert.deepEqual(
                bench.lines.filter((line) => line.includes("trying again")),
                [`WARN ${LOG}Order ${ID} not saved as ${status}, trying again: ${String(gone)}`],
            );
        });
    }

    // Seen with FerretDB frozen for longer than the driver waits: an order ended PAID that was shipped.
    it("puts right what a late write undid", async () => {
        const bench = ordersBench();
        const save = bench.store.save.bind(bench.store);
        const late: Order[] = [];
        bench.store.save = async (order) => {
            if (order.status === "PAID" && !bench.lines.some((line) => line.includes("again"))) {
                late.push(order);
                throw gone;
            }
            await save(order);
            if (order.status === "SHIPPED") {
                for (const write of late.splice(0)) await save(write);
            }
        };
        assert.equal((await bench.place()).status, 201);
        const paid = ["CREATED", "PENDING", "PAID"];
        assert.deepEqual(bench.store.history, [...paid, "SHIPPED", "PAID", "SHIPPED"]);
    });

    it("saves PAYMENT_FAILED again and again, too", async () => {
        const bench = ordersBench();
        bench.answer(PAYMENT, networkError("ECONNREFUSED"));
        let tries = 0;
        bench.store.refuse = (order) =>
            order.status === "PAYMENT_FAILED" && (tries += 1) <= 3 ? gone : undefined;
        await refused(await bench.place(), 500, ILLEGAL_STATE, IO_ERROR);
        assert.deepEqual(bench.store.history, ["CREATED", "PENDING", "PAYMENT_FAILED"]);
    });

    it("says with all facts that a paid order is not stored when the time is up, and ships nothing", async () => {
        const bench = ordersBench(20);
        bench.store.refuse = (order) => (order.status === "PAID" ? gone : undefined);
        const message = `Order ${ID} is paid, but could not be saved as PAID.`;
        await refused(await bench.place(), 500, STORE_GONE, message);
        assert.equal(
            bench.lines.at(-1),
            `ERROR ${LOG}Order ${ID} could not be saved as PAID ` +
                `(customer ${CUSTOMER_ID}, 5899 cents, shipment null): ${String(gone)}`,
        );
        assert.ok(!asked(bench).includes(SHIPPING));
    });

    it("gives up on a store that hangs, too", async () => {
        const bench = ordersBench(20);
        const save = bench.store.save.bind(bench.store);
        bench.store.save = (order) =>
            order.status === "SHIPPED" ? new Promise(() => {}) : save(order);
        const message = `Order ${ID} is paid, but could not be saved as SHIPPED.`;
        await refused(await bench.place(), 500, STORE_GONE, message);
        assert.match(
            bench.lines.at(-1) ?? "",
            /could not be saved as SHIPPED \(.* 5899 cents, shipment [0-9a-f-]{36}\): no answer$/,
        );
    });

    it("says so at once when the process must end", async () => {
        const bench = ordersBench();
        bench.store.refuse = (order) => {
            if (order.status !== "PAID") return undefined;
            setImmediate(() => bench.giveUp.abort());
            return gone;
        };
        const message = `Order ${ID} is paid, but could not be saved as PAID.`;
        await refused(await bench.place(), 500, STORE_GONE, message);
        assert.match(bench.lines.at(-1) ?? "", /^ERROR .* could not be saved as PAID /);
    });
});
