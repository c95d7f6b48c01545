import assert from "node:assert/strict";
import { incident5a } from "../../../../incidents/incident-5a/incident.ts";
import type { Reading } from "../../../../incidents/incident.ts";
import type { BrokerSample } from "../../../../incidents/reading-parts.ts";
import { answers, CALM, holding, missing, stored } from "../readings.ts";

const ONE = { want: 1, available: 1, pods: 1, came: 0 };
const GONE = { want: 0, available: 0, pods: 0, came: 0 };
const limit = { policy: "queue-limit", maxLength: 3, overflow: "reject-publish" };
const full: BrokerSample = {
    limit,
    consumers: 0,
    depth: 3,
    waiting: 9,
    refused: 0,
    acknowledged: 0,
    atMs: 0,
};

/** A queue that is full, a shop that says all is well. */
const BLOCKED: Reading = {
    ...CALM,
    deployments: { "queue-master": GONE, shipping: ONE, rabbitmq: ONE },
    orders: { answers: answers({}), stored: stored("SHIPPED") },
    broker: [full, { ...full, waiting: 12, atMs: 10_000 }],
    logLines: { "Received shipment task": 0, "errors of orders": 0, "errors of shipping": 0 },
};

describe("signature of incident-5a", () => {
    it("holds for a full queue while every order succeeds and nobody complains", () => {
        assert.deepEqual(missing(incident5a, BLOCKED), []);
        assert.deepEqual(holding(incident5a, "mustNot", BLOCKED), []);
        assert.deepEqual(holding(incident5a, "recovered", BLOCKED), ["new orders are shipped"]);
    });
    it("is not incident 5, where the queue grows", () => {
        const unlimited = { ...full, limit: undefined };
        const broker = [
            { ...unlimited, depth: 9 },
            { ...unlimited, depth: 12, waiting: 12, atMs: 10_000 },
        ];
        assert.deepEqual(missing(incident5a, { ...BLOCKED, broker }), [
            "a policy limits shipping-task",
            "the queue stops at 3",
        ]);
    });
    it("is not incident 5c, where the publisher is told and customers see it", () => {
        const broker = BLOCKED.broker?.map((one) => ({ ...one, refused: one.waiting - 3 })) ?? [];
        const orders = {
            answers: answers({ status: 500, orderStatus: undefined, message: "503 null" }),
            stored: stored("PAID"),
        };
        const logLines = { ...BLOCKED.logLines, "errors of orders": 3 };
        const visible = { ...BLOCKED, broker, orders, logLines };
        assert.deepEqual(missing(incident5a, visible), [
            "new orders are shipped",
            "no error in a log",
        ]);
        assert.deepEqual(holding(incident5a, "mustNot", visible), [
            "an order fails",
            "a publisher is told of a refusal",
        ]);
    });
    it("needs the consumer to be gone", () => {
        const deployments = { ...BLOCKED.deployments, "queue-master": ONE };
        const broker = BLOCKED.broker?.map((one) => ({ ...one, consumers: 1 })) ?? [];
        assert.deepEqual(missing(incident5a, { ...BLOCKED, deployments, broker }), [
            "queue-master is at 0 replicas",
            "shipping-task has no consumer",
            "the queue stops at 3",
        ]);
    });
    it("forbids that anything else breaks", () => {
        const broken = (change: Partial<Reading>): string[] =>
            holding(incident5a, "mustNot", { ...BLOCKED, ...change });
        const down = { ...BLOCKED.deployments, rabbitmq: { ...ONE, available: 0 } };
        assert.deepEqual(broken({ deployments: down }), ["rabbitmq not available"]);
        assert.deepEqual(broken({ failedShare: 0.1 }), ["the catalogue fails"]);
        assert.deepEqual(broken({ restarts: { "sock-shop/shipping": 1 } }), ["a restart anywhere"]);
    });
    it("is over when exactly three were received and new orders are", () => {
        const free = { ...full, limit: undefined, waiting: 12, atMs: 20_000 };
        const last = { ...free, consumers: 1, depth: 0, waiting: 9, acknowledged: 3 };
        const broker = [full, { ...full, waiting: 12 }, free, last];
        const over = { ...BLOCKED, broker };
        const logLines = { ...BLOCKED.logLines, "Received shipment task": 3 };
        assert.equal(holding(incident5a, "recovered", { ...over, logLines }).length, 3);
        assert.ok(
            !holding(incident5a, "recovered", over).includes(
                "exactly 3 of the backlog are received",
            ),
        );
    });
});
