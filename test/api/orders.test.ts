import assert from "node:assert/strict";
import { ADDRESS } from "../support/shop-accounts.ts";
import { healthy, histogramTests, JAVA_BUCKETS } from "../support/shop-observability.ts";
import { rows } from "../support/shop-rows.ts";
import { line, LiveOrders } from "./live-orders.ts";

const JSON_TYPE = "application/json;charset=UTF-8";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const JAVA_DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/;

// shop-api.md, section 4; `status` is an addition of this shop.
describe("contract: orders", function () {
    this.timeout(60_000);
    const live = new LiveOrders();
    const { shop, orders } = live;

    describe("placing", () => {
        it("POST /orders answers 201 with the order, ids of its parts null", async () => {
            const { one, answer } = await live.placed([line("sock-a", 3, 18)]);
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
                const { answer } = await live.placed(lines);
                assert.equal(answer.status, 201, answer.toString());
                assert.match(answer.text, new RegExp(`"total":${total.replace(".", "\\.")}[,}]`));
            });
        }

        it("asks payment for exact cents, and ships once", async () => {
            const since = new Date();
            const { one, answer } = await live.placed([line("a", 1, 99.99)]);
            assert.equal(answer.status, 201, answer.toString());
            await shop.logged("payment", /amount=104\.98$/, since);
            const received = new RegExp(`Received shipment task: ${one.id}$`);
            assert.equal((await shop.logged("queue-master", received, since)).length, 1);
        });

        it("logs the life of the order, and no card number", async () => {
            const since = new Date();
            const { one, answer } = await live.placed([line("a", 1, 18)]);
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
