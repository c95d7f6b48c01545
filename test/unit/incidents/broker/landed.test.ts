import assert from "node:assert/strict";
import { waitUntilLanded } from "../../../../incidents/broker/landed.ts";
import type { BrokerQueue } from "../../../../incidents/broker/management.ts";
import type { PolicyToSet } from "../../../../incidents/broker/policy.ts";

const LIMIT: PolicyToSet = {
    name: "queue-limit",
    pattern: "^shipping-task$",
    definition: { "max-length": 3, overflow: "reject-publish" },
    applyTo: "queues",
    priority: 0,
    awaitConsumers: 0,
};
const LANDED: BrokerQueue = {
    name: "shipping-task",
    durable: true,
    arguments: {},
    policy: "queue-limit",
    effective: { overflow: "reject-publish", "max-length": 3 },
    consumers: 0,
    depth: 0,
};
const OTHER: BrokerQueue = {
    ...LANDED,
    name: "not-shipping-task",
    policy: undefined,
    consumers: 9,
};

/** Waits on a broker that shows these queues, one look after the other, and then the last for ever. */
function landed(looks: BrokerQueue[][], policy = LIMIT, timeoutMs = 0): Promise<string[]> {
    let look = 0;
    const broker = {
        queues: () => Promise.resolve(looks[Math.min(look++, looks.length - 1)] ?? []),
    };
    return waitUntilLanded(broker, [policy], timeoutMs);
}

describe("landing of a broker's policy", () => {
    const line = "queue shipping-task: policy queue-limit is effective, consumers 0";

    it("is when each queue that fits says it is effective, and has the consumers asked for", async () => {
        assert.deepEqual(await landed([[LANDED, OTHER]]), [line]);
    });
    it("is waited for", async () => {
        const early = { ...LANDED, policy: undefined, effective: {}, consumers: 1 };
        const attached = { ...LANDED, consumers: 1 };
        assert.deepEqual(await landed([[early], [attached], [LANDED]], LIMIT, 10_000), [line]);
    });
    it("needs no consumers where none are asked for", async () => {
        const { awaitConsumers: _none, ...policy } = LIMIT;
        const [said] = await landed([[{ ...LANDED, consumers: 2 }]], policy);
        assert.equal(said, "queue shipping-task: policy queue-limit is effective, consumers 2");
    });
    for (const [queue, found] of [
        [{ ...LANDED, consumers: 1 }, "consumers of shipping-task are 1, not 0"],
        [
            { ...LANDED, policy: "stronger" },
            'shipping-task has policy stronger {"overflow":"reject-publish","max-length":3}, not queue-limit',
        ],
        [
            { ...LANDED, effective: { "max-length": 9 } },
            'shipping-task has policy queue-limit {"max-length":9}, not queue-limit',
        ],
        [OTHER, "no queue fits ^shipping-task$ of policy queue-limit"],
    ] as const) {
        it(`never is: ${found}`, async () => {
            await assert.rejects(landed([[queue]]), {
                message:
                    `the broker: not there after 0 s: ${found}\n` +
                    "  allowed: every policy effective on a queue, with the consumers asked for\n" +
                    "  cure:    kubectl -n sock-shop get pods, then run the command again",
            });
        });
    }
});
