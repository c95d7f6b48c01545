import assert from "node:assert/strict";
import type { BrokerQueue } from "../../../../incidents/broker/management.ts";
import { compareBroker, readBroker } from "../../../../incidents/evidence/broker.ts";

const QUEUE: BrokerQueue = {
    name: "shipping-task",
    durable: true,
    arguments: { "x-queue-type": "classic" },
    policy: undefined,
    effective: {},
    consumers: 1,
    depth: 0,
};
const POLICY = {
    name: "queue-limit",
    pattern: "^shipping-task$",
    definition: { "max-length": 3 },
    applyTo: "queues",
    priority: 0,
};

describe("content of the broker", () => {
    /** A broker whose queue is so deep, one look after the other, and then as at last. */
    const deep = (...depths: number[]) => ({
        policies: () => Promise.resolve([POLICY]),
        queues: () =>
            Promise.resolve([{ ...QUEUE, depth: depths.length > 1 ? depths.shift() : depths[0] }]),
    });

    it("waits for messages that only pass, not for a backlog", async () => {
        const passing = await readBroker(deep(1, 0) as never, 10_000);
        assert.deepEqual(passing, { policies: [POLICY], queues: [QUEUE] });
        const backlog = await readBroker(deep(3) as never, 0);
        assert.equal(backlog.queues[0]?.depth, 3);
    });
    it("is the same where nothing but the order of keys differs", () => {
        const content = { policies: [POLICY], queues: [QUEUE] };
        assert.deepEqual(compareBroker(content, structuredClone(content)), []);
    });
    it("differs in a policy that stayed, in a consumer that lacks and in a backlog", () => {
        const before = { policies: [], queues: [QUEUE] };
        const left = { ...QUEUE, consumers: 0, depth: 3, policy: "queue-limit" };
        const rows = compareBroker(before, { policies: [POLICY], queues: [left] });
        assert.deepEqual(
            rows.map((one) => [one.object, one.field, one.expected, one.found]),
            [
                ["Policy queue-limit", "pattern", "(none)", "^shipping-task$"],
                ["Policy queue-limit", "definition.max-length", "(none)", "3"],
                ["Policy queue-limit", "apply-to", "(none)", "queues"],
                ["Policy queue-limit", "priority", "(none)", "0"],
                ["Queue shipping-task", "policy", "(none)", '"queue-limit"'],
                ["Queue shipping-task", "consumers", "1", "0"],
                ["Queue shipping-task", "depth", "0", "3"],
            ],
        );
    });
    it("differs in a queue that is gone or new", () => {
        const none = { policies: [], queues: [] };
        const gone = compareBroker({ ...none, queues: [QUEUE] }, none);
        assert.deepEqual(gone[0], {
            object: "Queue shipping-task",
            field: "name",
            expected: '"shipping-task"',
            found: "(none)",
        });
        assert.equal(compareBroker(none, { ...none, queues: [QUEUE] }).length, gone.length);
    });
});
