import assert from "node:assert/strict";
import { incident5c } from "../../../../incidents/incident-5c/incident.ts";
import type { Reading } from "../../../../incidents/incident.ts";
import type { BrokerSample } from "../../../../incidents/reading-parts.ts";
import { answers, CALM, holding, missing, stored } from "../readings.ts";

const ONE = { want: 1, available: 1, pods: 1, came: 0 };
const GONE = { want: 0, available: 0, pods: 0, came: 0 };
const REJECTED = "Message rejected by RabbitMQ: Unknown";
const PAID = "Shipping failed for order …, which stays PAID: …HttpServerErrorException: 503 null";
const full: BrokerSample = {
    limit: { policy: "shipping-limit", maxLength: 3, overflow: "reject-publish" },
    consumers: 0,
    depth: 3,
    waiting: 9,
    refused: 6,
    acknowledged: 0,
    atMs: 0,
};
const refused = { status: 500, orderStatus: undefined, message: "503 null" };

/** A queue that is full, and customers who read so. */
const BLOCKED: Reading = {
    ...CALM,
    deployments: {
        "queue-master": GONE,
        shipping: ONE,
        orders: ONE,
        payment: ONE,
        rabbitmq: ONE,
    },
    orders: { answers: answers(refused), stored: stored("PAID") },
    broker: [full, { ...full, waiting: 12, refused: 9, atMs: 10_000 }],
    logLines: { "Received shipment task": 0, [REJECTED]: 3, [PAID]: 3 },
};

describe("signature of incident-5c", () => {
    it("holds for a full queue of which every customer hears", () => {
        assert.deepEqual(missing(incident5c, BLOCKED), []);
        assert.deepEqual(holding(incident5c, "mustNot", BLOCKED), []);
        assert.deepEqual(holding(incident5c, "recovered", BLOCKED), []);
    });
    it("is not incident 5a, where nobody is told", () => {
        const silent = {
            ...BLOCKED,
            broker: BLOCKED.broker?.map((one) => ({ ...one, refused: 0 })) ?? [],
            orders: { answers: answers({}), stored: stored("SHIPPED") },
            logLines: { ...BLOCKED.logLines, [REJECTED]: 0, [PAID]: 0 },
        };
        assert.deepEqual(missing(incident5c, silent), [
            "all but 3 are refused openly",
            "new orders answer 500",
            "orders are paid and not shipped",
            "shipping says why",
            "orders says why",
        ]);
    });
    it("is not a shipping that does not answer, nor a payment that fails", () => {
        for (const [message, status] of [
            ["Unable to create order due to timeout from one of the services.", "PAID"],
            ["503 null", "PAYMENT_FAILED"],
        ] as const) {
            const orders = { answers: answers({ ...refused, message }), stored: stored(status) };
            assert.equal(missing(incident5c, { ...BLOCKED, orders }).length, 1, message);
        }
    });
    it("forbids that an order slips through, or that a part of its way is down", () => {
        const orders = {
            answers: answers(refused),
            stored: [...stored("PAID"), ...stored("SHIPPED", 1)],
        };
        assert.deepEqual(holding(incident5c, "mustNot", { ...BLOCKED, orders }), [
            "an order shipped",
        ]);
        const first = { ...orders, stored: orders.stored.toReversed() };
        assert.deepEqual(holding(incident5c, "mustNot", { ...BLOCKED, orders: first }), []);
        for (const name of ["shipping", "orders", "payment", "rabbitmq"]) {
            const deployments = { ...BLOCKED.deployments, [name]: { ...ONE, available: 0 } };
            assert.deepEqual(holding(incident5c, "mustNot", { ...BLOCKED, deployments }), [
                `${name} not available`,
            ]);
        }
    });
});
