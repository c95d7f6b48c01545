import assert from "node:assert/strict";
import type { BrokerPolicy } from "../../../../incidents/broker/policy.ts";
import { comparePolicies, restorePolicies } from "../../../../incidents/recovery/policies.ts";

function policy(name: string, maxLength: number): BrokerPolicy {
    return {
        name,
        pattern: "^shipping-task$",
        definition: { "max-length": maxLength },
        applyTo: "queues",
        priority: 0,
    };
}

/** A broker that holds policies, and remembers what was written. */
class FakeBroker {
    readonly writes: string[] = [];
    held: BrokerPolicy[];

    constructor(...held: BrokerPolicy[]) {
        this.held = held;
    }

    policies(): Promise<BrokerPolicy[]> {
        return Promise.resolve(this.held);
    }

    setPolicy(one: BrokerPolicy): Promise<void> {
        this.writes.push(`set ${one.name}`);
        this.held = [...this.held.filter((other) => other.name !== one.name), one];
        return Promise.resolve();
    }

    deletePolicy(name: string): Promise<void> {
        this.writes.push(`delete ${name}`);
        this.held = this.held.filter((other) => other.name !== name);
        return Promise.resolve();
    }
}

describe("recovery of the broker's policies", () => {
    const former = [policy("kept", 1), policy("changed", 2), policy("gone", 3)];
    const mixed = (): FakeBroker =>
        new FakeBroker(policy("kept", 1), policy("changed", 9), policy("limit", 3));

    it("removes what was not recorded, puts back what was, and says so", async () => {
        const broker = mixed();
        const said: string[] = [];
        const changes = await restorePolicies(broker, former, (line) => said.push(line));
        assert.deepEqual(comparePolicies(former, broker.held), []);
        assert.deepEqual(broker.writes, ["set changed", "set gone", "delete limit"]);
        assert.equal(said[0], "Policy changed: put back\n  definition.max-length: 9 → 2");
        assert.match(said[1] ?? "", /^Policy gone: put back\n {2}pattern: \(none\) → \^shipping/);
        assert.match(said[2] ?? "", /^Policy limit: removed\n/);
        assert.deepEqual(
            changes.filter((one) => one.field === "definition.max-length"),
            [
                ["changed", "2", "9"],
                ["gone", "3", "(none)"],
                ["limit", "(none)", "3"],
            ].map(([name, expected, found]) => ({
                object: `Policy ${name}`,
                field: "definition.max-length",
                expected,
                found,
            })),
        );
    });
    it("touches nothing that is as recorded", async () => {
        const broker = new FakeBroker(...former);
        assert.deepEqual(await restorePolicies(broker, former, assert.fail), []);
        assert.deepEqual(broker.writes, []);
    });
    it("leaves what a stack still sets", async () => {
        const broker = mixed();
        await restorePolicies(broker, former, () => undefined, ["limit", "changed"]);
        assert.deepEqual(broker.writes, ["set gone"]);
    });
});
