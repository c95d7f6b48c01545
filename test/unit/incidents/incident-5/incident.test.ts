import assert from "node:assert/strict";
import { incident5 } from "../../../../incidents/incident-5/incident.ts";
import type { Reading } from "../../../../incidents/incident.ts";
import type { BrokerSample } from "../../../../incidents/reading-parts.ts";
import { answers, CALM, holding, missing, stored } from "../readings.ts";

const RECEIVED = "Received shipment task";
const ONE = { want: 1, available: 1, pods: 1, came: 0 };
const deployments = {
    "queue-master": { want: 0, available: 0, pods: 0, came: 0 },
    shipping: ONE,
    rabbitmq: ONE,
};
const logLines = { [RECEIVED]: 0, "errors of orders": 0, "errors of shipping": 0 };

const NO_LIMIT = { limit: undefined, refused: 0 };

/** A queue of these depths, five seconds apart, of which each was published just before. */
function queue(...depths: number[]): BrokerSample[] {
    return depths.map((depth, index) => ({
        consumers: 0,
        depth,
        waiting: depth,
        acknowledged: 0,
        ...NO_LIMIT,
        atMs: index * 5_000,
    }));
}

/** The queue after its consumer came back and took everything. */
function drained(change: Partial<BrokerSample> = {}): BrokerSample[] {
    const read = { consumers: 1, depth: 0, waiting: 0, acknowledged: 7, ...NO_LIMIT, atMs: 60_000 };
    return [...queue(0, 2, 4, 5), { ...read, ...change }];
}

const red: Reading = {
    ...CALM,
    orders: { answers: answers({}), stored: stored("SHIPPED") },
    broker: queue(0, 2, 4, 5),
    deployments,
    logLines,
};

describe("signature of incident-5", () => {
    it("holds for a queue that nobody reads while every order succeeds", () => {
        assert.deepEqual(missing(incident5, red), []);
        assert.deepEqual(holding(incident5, "mustNot", red), []);
        assert.deepEqual(holding(incident5, "recovered", red), ["new orders are shipped"]);
    });
    it("needs a queue that grows by three, never falls, and holds what was published", () => {
        const name = "the queue grows by the orders placed";
        const last = { consumers: 0, acknowledged: 0, ...NO_LIMIT, atMs: 15_000 };
        for (const broker of [
            queue(0, 1, 2, 2),
            queue(0, 4, 3, 5),
            queue(3, 4, 5, 5),
            // Rejected by a full queue: published, and not in it.
            queue(0, 3, 3, 3, 3).map((one, index) => ({ ...one, waiting: index * 3 })),
            // More in it than anybody published.
            [...queue(0, 2, 4), { ...last, depth: 6, waiting: 5 }],
            [],
        ]) {
            assert.ok(
                missing(incident5, { ...red, broker }).includes(name),
                JSON.stringify(broker),
            );
        }
    });
    it("lets a depth be as old as the broker's figures are", () => {
        const broker = queue(0, 2, 4, 4).map((one, index) => ({
            ...one,
            waiting: index === 3 ? 6 : one.waiting,
        }));
        assert.deepEqual(missing(incident5, { ...red, broker }), []);
    });
    it("needs the consumer to be gone", () => {
        const broker = drained({ depth: 5, waiting: 5 });
        assert.deepEqual(missing(incident5, { ...red, broker }), ["shipping-task has no consumer"]);
    });
    it("is refuted by any failure that a customer or an operator could see", () => {
        const broken = (change: Partial<Reading>): string[] =>
            holding(incident5, "mustNot", { ...red, ...change });
        const orders = { answers: answers({ status: 500, message: "no" }, 1), stored: [] };
        assert.deepEqual(broken({ orders }), ["an order fails"]);
        assert.deepEqual(broken({ logLines: { ...logLines, "errors of shipping": 1 } }), [
            "an error in a log",
        ]);
        assert.deepEqual(broken({ failedShare: 0.1 }), ["the catalogue fails"]);
        assert.deepEqual(broken({ restarts: { "sock-shop/rabbitmq": 1 } }), ["a restart anywhere"]);
        const gone = { want: 1, available: 0, pods: 0, came: 0 };
        assert.deepEqual(broken({ deployments: { ...deployments, rabbitmq: gone } }), [
            "rabbitmq not available",
        ]);
    });
    it("is over when exactly the backlog has been received", () => {
        const over = (broker: BrokerSample[], lines: number): string[] =>
            holding(incident5, "recovered", {
                ...red,
                broker,
                logLines: { ...logLines, [RECEIVED]: lines },
            });
        assert.equal(over(drained(), 7).length, incident5.recovered.length);
        const name = "exactly the backlog is processed";
        assert.ok(!over(drained(), 6).includes(name), "one was lost");
        assert.ok(!over(drained(), 8).includes(name), "one came twice");
        assert.ok(!over(drained({ waiting: 1 }), 7).includes(name), "one is left");
        assert.ok(!over(drained({ acknowledged: 4 }), 4).includes(name), "less than the backlog");
        assert.ok(!over(drained({ depth: 2 }), 7).includes("shipping-task is read and empty"));
    });
});
