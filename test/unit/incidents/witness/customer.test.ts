import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Customer } from "../../../../incidents/witness/customer.ts";

/** What the front-end answers to a request, by method and path; the list of orders grows by itself. */
type Answers = Record<string, [status: number, body: unknown]>;

const SHIPPED: Answers = {
    "POST /register": [200, { id: "1" }],
    "POST /addresses": [200, { id: "2" }],
    "POST /cards": [200, { id: "3" }],
    "DELETE /cart": [202, ""],
    "POST /cart": [201, ""],
    "POST /orders": [201, { id: "o", status: "SHIPPED" }],
};

describe("the witness's customer", () => {
    let server: Server;
    let asked: string[];
    let answers: Answers;

    beforeEach(async () => {
        asked = [];
        answers = { ...SHIPPED };
        const orders: object[] = [];
        server = createServer((request, response) => {
            const what = `${request.method ?? ""} ${request.url ?? ""}`;
            asked.push(`${what} ${request.headers.cookie ?? ""}`.trim());
            if (what === "POST /orders") {
                orders.push({
                    date: new Date().toISOString().replace("Z", "+0000"),
                    status: "SHIPPED",
                    shipment: {},
                    _links: { self: { href: `http://orders/orders/${orders.length}` } },
                });
            }
            const [status, body] = answers[what] ?? [201, orders];
            const cookie = what === "POST /register" ? { "set-cookie": "md.sid=s1; Path=/" } : {};
            response.writeHead(status, cookie).end(JSON.stringify(body));
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    });
    afterEach(async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
    });

    function customer(): Customer {
        return new Customer(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    }

    it("registers once, then orders and reads the list back in its own session", async () => {
        const one = customer();
        await one.look();
        assert.deepEqual(asked, [
            "POST /register",
            "POST /addresses md.sid=s1",
            "POST /cards md.sid=s1",
            "DELETE /cart md.sid=s1",
            "POST /cart md.sid=s1",
            "POST /orders md.sid=s1",
            "GET /orders md.sid=s1",
        ]);
        await one.look();
        assert.equal(asked.filter((what) => what.startsWith("POST /register")).length, 1);
        const { orders } = one.reading();
        assert.deepEqual(
            orders?.answers.map(({ status, orderStatus }) => [status, orderStatus]),
            [
                [201, "SHIPPED"],
                [201, "SHIPPED"],
            ],
        );
        assert.deepEqual(
            orders?.stored.map(({ id }) => id),
            ["0", "1"],
        );
        assert.equal(one.lacks(), "orders: 2 of 3 placed");
        assert.equal(one.complaint(), undefined);
    });
    it("records the step that failed, and what it said", async () => {
        const startedMs = Date.now();
        const one = customer();
        answers["POST /cart"] = [500, { message: "catalogue is gone" }];
        await one.look();
        const [answer, ...others] = one.reading().orders?.answers ?? [];
        const { atMs = 0, tookMs = 0, ...told } = answer ?? {};
        assert.deepEqual(others, []);
        assert.deepEqual(told, {
            asked: "POST /cart",
            status: 500,
            orderStatus: undefined,
            message: "catalogue is gone",
        });
        assert.ok(atMs >= startedMs && atMs <= Date.now());
        assert.ok(tookMs > 0 && tookMs <= Date.now() - startedMs + 1);
        assert.equal(one.complaint(), "POST /cart: 500 catalogue is gone");
    });
    it("forgets answers and orders of before a command ended", async () => {
        const one = customer();
        await one.look();
        // Orders carry their time to the millisecond.
        await new Promise((resolve) => setTimeout(resolve, 5));
        one.began();
        assert.deepEqual(one.reading().orders, { answers: [], stored: [] });
        await one.look();
        assert.equal(one.reading().orders?.stored.length, 1);
    });
    it("tries again under another name where the account could not be made", async () => {
        const one = customer();
        answers["POST /cards"] = [500, {}];
        await assert.rejects(one.look(), /POST \/cards: HTTP 500/);
        answers = { ...SHIPPED };
        await one.look();
        assert.equal(one.reading().orders?.answers.length, 1);
    });
});
