import assert from "node:assert/strict";
import { BrokerPolicyFault, policyEffect } from "../../../../incidents/faults/broker-policy.ts";
import { formerShop } from "./former-shop.ts";

const written = {
    kind: "broker-policy",
    policy: "queue-limit",
    pattern: "^shipping-task$",
    definition: { maxLength: 3, overflow: "reject-publish" },
    awaitConsumers: 0,
};
const LIMIT = {
    name: "queue-limit",
    pattern: "^shipping-task$",
    definition: { "max-length": 3, overflow: "reject-publish" },
    applyTo: "queues",
    priority: 0,
};

describe("fault broker-policy", () => {
    const effect = policyEffect(BrokerPolicyFault.parse(written));

    it("sets the policy in the broker's own words, and touches nothing else", () => {
        assert.deepEqual(effect.policies, [{ ...LIMIT, awaitConsumers: 0 }]);
        assert.equal(effect.patches, undefined);
        assert.equal(effect.adds, undefined);
        const { awaitConsumers: _none, ...rest } = written;
        assert.deepEqual(policyEffect(BrokerPolicyFault.parse(rest)).policies, [LIMIT]);
    });
    it("lists each field with what the broker has before", () => {
        const object = "Policy queue-limit";
        assert.deepEqual(effect.changes(formerShop({})), [
            { object, field: "pattern", from: undefined, to: "^shipping-task$" },
            { object, field: "definition.max-length", from: undefined, to: "3" },
            { object, field: "definition.overflow", from: undefined, to: "reject-publish" },
            { object, field: "apply-to", from: undefined, to: "queues" },
            { object, field: "priority", from: undefined, to: "0" },
        ]);
        const definition = { "max-length": 9, "message-ttl": 60, overflow: "reject-publish" };
        const policies = [
            { ...LIMIT, name: "other" },
            { ...LIMIT, definition },
        ];
        assert.deepEqual(effect.changes(formerShop({}, { policies })), [
            { object, field: "definition.max-length", from: "9", to: "3" },
            { object, field: "definition.message-ttl", from: "60", to: "(none)" },
        ]);
    });
    it("is refused where the broker has that policy already", () => {
        assert.equal(effect.refusal(formerShop({})), undefined);
        assert.deepEqual(effect.refusal(formerShop({}, { policies: [LIMIT] })), {
            found: "policy queue-limit is so already, so it would change nothing",
            allowed: "a policy that the broker does not have, or another definition",
        });
    });
    it("takes a name, an expression, a length from 1 on and a known overflow", () => {
        const accepts = (change: object): boolean =>
            BrokerPolicyFault.safeParse({ ...written, ...change }).success;
        assert.equal(accepts({}), true);
        assert.equal(accepts({ definition: { maxLength: 1, overflow: "drop-head" } }), true);
        assert.equal(accepts({ definition: { maxLength: 0, overflow: "drop-head" } }), false);
        assert.equal(accepts({ definition: { maxLength: 3, overflow: "reject" } }), false);
        assert.equal(accepts({ definition: { maxLength: 3 } }), false);
        assert.equal(accepts({ policy: "queue limit" }), false);
        assert.equal(accepts({ policy: "a/b" }), false);
        assert.equal(accepts({ pattern: "(" }), false);
        assert.equal(accepts({ pattern: "" }), false);
        assert.equal(accepts({ applyTo: "exchanges" }), false);
        assert.equal(accepts({ priority: 256 }), false);
        assert.equal(accepts({ awaitConsumers: -1 }), false);
        assert.equal(accepts({ target: "rabbitmq" }), false);
    });
});
