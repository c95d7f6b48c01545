import assert from "node:assert/strict";
import { limitReader } from "../../../../incidents/witness/limit-reader.ts";

const POLICY = { name: "queue-limit", pattern: ".", applyTo: "queues", priority: 0 };

describe("reader of a queue's limit", () => {
    /** A broker with one policy, laid over the queue where it is named. */
    const broker = (definition: Record<string, unknown>, named: string | undefined) => ({
        policies: () => Promise.resolve([{ ...POLICY, definition }]),
        policyOf: () => Promise.resolve(named),
    });
    const read = (definition: Record<string, unknown>, named: string | undefined) =>
        limitReader(() => Promise.resolve({ broker: broker(definition, named) }))("shipping-task");

    it("says what the policy that is laid over the queue sets", async () => {
        const definition = { "max-length": 3, overflow: "reject-publish" };
        assert.deepEqual(await read(definition, "queue-limit"), {
            policy: "queue-limit",
            maxLength: 3,
            overflow: "reject-publish",
        });
        assert.deepEqual(await read({ "message-ttl": 5 }, "queue-limit"), {
            policy: "queue-limit",
            maxLength: undefined,
            overflow: undefined,
        });
    });
    it("says nothing where none is, whatever policies there are", async () => {
        assert.equal(await read({ "max-length": 3 }, undefined), undefined);
        assert.equal(await read({ "max-length": 3 }, "just-gone"), undefined);
    });
    it("opens the way once, and anew after a failure", async () => {
        let opened = 0;
        const reader = limitReader(() => {
            opened += 1;
            if (opened === 1) return Promise.reject(new Error("no pod"));
            return Promise.resolve({ broker: broker({}, undefined) });
        });
        await assert.rejects(reader("shipping-task"), { message: "no pod" });
        await reader("shipping-task");
        await reader("shipping-task");
        assert.equal(opened, 2);
    });
});
