import assert from "node:assert/strict";
import { totalOf } from "../../../../../components/shop/image/src/services/orders/total.ts";
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
    ordersBench,
} from "./fake-orders.ts";
import type { OrdersBench } from "./fake-orders.ts";

const ID = "6900953ac1f4320001b50701";
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe("orders: placing", () => {
    let bench: OrdersBench;

    beforeEach(() => {
        bench = ordersBench();
    });

    const sent = (url: string): unknown => {
        const call = bench.network.asked.find((asked) => asked.url === url);
        return JSON.parse(String(call?.request.body));
    };

    it("answers 201 with the order in upstream's shape, and its status", async () => {
        const before = Date.now();
        const answer = await bench.place();
        const text = await answer.text();
        const order = JSON.parse(text) as { date: string; shipment: { id: string } };
        assert.equal(answer.status, 201);
        assert.equal(answer.headers.get("content-type"), "application/json;charset=UTF-8");
        assert.equal(answer.headers.get("x-application-context"), "orders:8080");
        assert.match(order.date, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/);
        assert.ok(Date.parse(order.date.replace("+0000", "Z")) >= before);
        assert.match(order.shipment.id, UUID);
        assert.equal(
            text.replace(order.date, "D").replace(order.shipment.id, "S"),
            `{"id":"${ID}","customerId":"${CUSTOMER_ID}",` +
                '"customer":{"id":null,"firstName":"User","lastName":"Name","username":"user","addresses":[],"cards":[]},' +
                '"address":{"id":null,"number":"246","street":"Whitelees Road","city":"Glasgow",' +
                '"postcode":"G67 3DL","country":"United Kingdom"},' +
                '"card":{"id":null,"longNum":"5544154011345918","expires":"08/19","ccv":"958"},' +
                '"items":[{"id":"l1","itemId":"s1","quantity":3,"unitPrice":18}],' +
                `"shipment":{"id":"S","name":"${CUSTOMER_ID}"},"date":"D","total":58.989998,"status":"SHIPPED"}`,
        );
    });

    it("asks each service once, in its type, for 5 s at most, payment in exact money", async () => {
        await bench.place();
        assert.deepEqual(
            bench.network.asked.map(({ url, request }) => [
                url,
                request.method ?? "GET",
                request.headers?.["Accept"],
                request.timeoutMs,
            ]),
            [
                [LINKS.address, "GET", "application/hal+json", 5000],
                [LINKS.customer, "GET", "application/hal+json", 5000],
                [LINKS.card, "GET", "application/hal+json", 5000],
                [LINKS.items, "GET", "application/json", 5000],
                [PAYMENT, "POST", "application/json", 5000],
                [SHIPPING, "POST", "application/json", 5000],
            ],
        );
        assert.deepEqual(sent(PAYMENT), {
            address: { id: null, ...ADDRESS },
            card: { id: null, ...CARD },
            customer: {
                id: null,
                firstName: "User",
                lastName: "Name",
                username: "user",
                addresses: [],
                cards: [],
            },
            amount: 58.99,
        });
        assert.deepEqual(sent(SHIPPING), {
            id: bench.store.saved.get(ID)?.shipment?.id,
            name: CUSTOMER_ID,
        });
    });

    it("has the gateway charge an order once, whoever asks again", async () => {
        await bench.place();
        const keys = bench.network.asked
            .filter(({ request }) => request.headers?.["Idempotency-Key"] !== undefined)
            .map(({ url, request }) => [url, request.headers?.["Idempotency-Key"]]);
        assert.deepEqual(keys, [[PAYMENT, ID]]);
    });

    it("stores every step, the exact cents with it", async () => {
        await bench.place();
        assert.deepEqual(bench.store.history, ["CREATED", "PENDING", "PAID", "SHIPPED"]);
        const { date, shipment, ...order } = bench.store.saved.get(ID) ?? assert.fail("not stored");
        assert.ok(date instanceof Date);
        assert.equal(shipment?.name, CUSTOMER_ID);
        assert.deepEqual(order, {
            id: ID,
            customerId: CUSTOMER_ID,
            customer: { firstName: "User", lastName: "Name", username: "user" },
            address: ADDRESS,
            card: CARD,
            items: [LINE],
            total: 58.989998,
            totalCents: 5899,
            status: "SHIPPED",
        });
    });

    it("logs every step, and of the card only its last four digits", async () => {
        await bench.place();
        const step = "INFO w.w.s.o.controllers.OrdersController : ";
        assert.deepEqual(bench.lines, [
            `${step}Order created with ID: ${ID} and status: Created`,
            `${step}Order ${ID} status updated to PENDING`,
            `${step}Sending payment request for order ${ID}`,
            `${step}Sending payment request: PaymentRequest{` +
                "address=Address{number='246', street='Whitelees Road', city='Glasgow', " +
                "postcode='G67 3DL', country='United Kingdom'}, " +
                "card=Card{longNum='************5918', expires='08/19'}, " +
                "customer=Customer{firstName='User', lastName='Name', username='user'}}",
            `${step}Received payment response: PaymentResponse{authorised=true, message=Payment authorised}`,
            `${step}Order ${ID} payment successful, status updated to PAID`,
            `${step}Order ${ID} shipped successfully`,
        ]);
    });

    it("shows nothing of a card number that has no more than four digits", async () => {
        bench.answer(LINKS.card, json({ longNum: "1234", expires: "08/19", ccv: "958" }));
        assert.equal((await bench.place()).status, 201);
        assert.match(bench.lines.join("\n"), /longNum='\*\*\*\*'/);
    });

    it("keeps script and line breaks of a name in one line, and as they are in the order", async () => {
        const username = "<script>\r\nERROR forged";
        bench.answer(LINKS.customer, json({ ...CUSTOMER, username }));
        assert.equal((await bench.place()).status, 201);
        assert.equal(bench.lines.length, 7);
        assert.equal(bench.lines.filter((line) => line.includes("\n")).length, 0);
        assert.equal(bench.store.saved.get(ID)?.customer.username, username);
    });

    it("accepts an empty cart: only the shipping is paid", async () => {
        bench.answer(LINKS.items, json([]));
        const answer = await bench.place();
        assert.equal(answer.status, 201);
        const order = (await answer.json()) as { total: number; items: unknown };
        assert.deepEqual([order.total, order.items], [4.99, []]);
        assert.equal(bench.store.saved.get(ID)?.totalCents, 499);
    });

    it("takes a field that the user service left out for null", async () => {
        bench.answer(LINKS.address, json({ street: "3 my road", city: null }));
        const answer = await bench.place();
        const { address } = (await answer.json()) as { address: unknown };
        assert.deepEqual(address, {
            id: null,
            number: null,
            street: "3 my road",
            city: null,
            postcode: null,
            country: null,
        });
    });

    it("goes on with an order whose client went away, and waits for it when it closes", async () => {
        let authorise: () => void = () => {};
        const gate = new Promise<void>((resolve) => (authorise = resolve));
        let reached: () => void = () => {};
        const underWay = new Promise<void>((resolve) => (reached = resolve));
        bench.network.answers.set(PAYMENT, async () => {
            reached();
            await gate;
            return json({ authorised: true, message: "Payment authorised" });
        });
        const client = new AbortController();
        void bench.app.request("/orders", {
            method: "POST",
            headers: { "Content-Type": "application/json" },
            body: JSON.stringify(LINKS),
            signal: client.signal,
        });
        await underWay;
        client.abort();
        let isSettled = false;
        const settled = bench.inFlight.settle(60_000).then(() => (isSettled = true));
        await new Promise(setImmediate);
        assert.equal(isSettled, false);
        authorise();
        await settled;
        assert.deepEqual(bench.store.history, ["CREATED", "PENDING", "PAID", "SHIPPED"]);
    });

    it("does not wait for ever for what is under way", async () => {
        void bench.inFlight.track(new Promise(() => {}));
        await bench.inFlight.settle(1);
    });
});

describe("orders: totals", () => {
    const totals: [quantity: number, price: number, total: string, cents: number][] = [
        [3, 18, "58.989998", 5899],
        [1, 17.32, "22.31", 2231],
        [1, 99.99, "104.98", 10498],
        [1, Math.fround(99.99), "104.98", 10498],
        [1, 0, "4.99", 499],
        [0, 18, "4.99", 499],
        // Nine digits: the floats here are closer to each other than eight digits can tell.
        [1, 999.95, "1004.94", 100494],
        [57, 17.54, "1004.77", 100477],
        [123456, 99.99, "12344370", 1234437043],
        [1, 200000.015625, "200005.02", 20000501],
    ];
    for (const [quantity, unitPrice, total, cents] of totals) {
        it(`makes ${total} of ${quantity} times ${unitPrice}`, () => {
            const found = totalOf([{ quantity, unitPrice }]);
            assert.equal(JSON.stringify(found?.total), total);
            assert.equal(found?.totalCents, cents);
        });
    }

    it("adds a thousand lines without an error", () => {
        const lines = Array.from({ length: 1000 }, () => ({ quantity: 1, unitPrice: 17.32 }));
        assert.deepEqual(totalOf(lines), { total: 17324.99, totalCents: 1732499 });
    });

    it("knows no part of a cent, and no amount beyond what a number holds", () => {
        assert.equal(totalOf([{ quantity: 1, unitPrice: 0.005 }]), undefined);
        assert.equal(totalOf([{ quantity: 1, unitPrice: 1e300 }]), undefined);
        assert.equal(totalOf([{ quantity: 2 ** 31 - 1, unitPrice: 1e9 }]), undefined);
    });
});
