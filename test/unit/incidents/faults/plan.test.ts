import assert from "node:assert/strict";
import type { Fault } from "../../../../incidents/faults/fault.ts";
import { changesFor } from "../../../../incidents/faults/plan.ts";

const down = (target: string): Fault => ({ kind: "replicas", target, replicas: 0 });

describe("changes of a stack's faults", () => {
    it("are those of every fault, in the order of the stack file", () => {
        const changes = changesFor("try", [down("payment"), down("shipping")], () => ({
            replicas: 1,
        }));
        assert.deepEqual(
            changes.map(({ object, from, to }) => [object, from, to]),
            [
                ["Deployment payment", "1", "0"],
                ["Deployment shipping", "1", "0"],
            ],
        );
    });
    it("are refused with the place in the stack file where one could not be", () => {
        const former = (target: string): { replicas: number } => ({
            replicas: target === "payment" ? 1 : 0,
        });
        assert.throws(() => changesFor("try", [down("payment"), down("shipping")], former), {
            message:
                "stacks/Pulumi.try.yaml, sock-shop:faults[1]: " +
                "shipping has 0 replicas already, so it would change nothing\n" +
                "  allowed: another number of replicas, 0 to 10\n" +
                "  cure:    edit the fault, then pulumi preview --stack try",
        });
    });
    it("are refused where two faults aim at one Deployment", () => {
        const resources: Fault = {
            kind: "container-resources",
            target: "payment",
            limits: { cpu: "50m" },
        };
        assert.throws(() => changesFor("try", [down("payment"), resources], () => ({})), {
            message:
                "stacks/Pulumi.try.yaml, sock-shop:faults[1]: a second fault on payment, after faults[0]\n" +
                "  allowed: one fault a target\n" +
                "  cure:    edit the fault, then pulumi preview --stack try",
        });
    });
});
