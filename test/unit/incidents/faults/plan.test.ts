import assert from "node:assert/strict";
import { INCIDENTS } from "../../../../incidents/catalog.ts";
import type { FaultContext } from "../../../../incidents/faults/effect.ts";
import type { Fault } from "../../../../incidents/faults/fault.ts";
import { planFor } from "../../../../incidents/faults/plan.ts";
import { incidentConfig } from "../../../../infra/cli/stack-config.ts";
import { writtenShop } from "../../../support/written-shop.ts";
import { formerShop } from "./former-shop.ts";

const context: FaultContext = {
    stack: "try",
    images: { keeper: "k", networkProxy: "n" },
    cpuShare: 1,
};
const cure = "  cure:    edit the fault, then pulumi preview --stack try";
const down = (target: string): Fault => ({ kind: "replicas", target, replicas: 0 });
const starved = (target: string, cpu = "50m"): Fault => ({
    kind: "container-resources",
    target,
    limits: { cpu },
    requests: { cpu: "25m" },
});
const patient: Fault = { kind: "probe", target: "front-end", liveness: { timeoutSeconds: 10 } };
const scaled: Fault = {
    kind: "autoscaler",
    name: "front-end-hpa",
    target: "front-end",
    minReplicas: 1,
    maxReplicas: 3,
    metric: "cpu",
    averageUtilization: 70,
};

describe("plan of a stack's faults", () => {
    it("lists the changes of every fault, in the order of the stack file", () => {
        const { changes } = planFor(context, [down("payment"), down("shipping")], writtenShop());
        assert.deepEqual(
            changes.map(({ object, from, to }) => [object, from, to]),
            [
                ["Deployment payment", "1", "0"],
                ["Deployment shipping", "1", "0"],
            ],
        );
    });
    it("refuses with the place in the stack file where one could not be", () => {
        const former = formerShop({ payment: { replicas: 1 }, shipping: { replicas: 0 } });
        assert.throws(() => planFor(context, [down("payment"), down("shipping")], former), {
            message:
                "stacks/Pulumi.try.yaml, sock-shop:faults[1]: " +
                "shipping has 0 replicas already, so it would change nothing\n" +
                `  allowed: another number of replicas, 0 to 10\n${cure}`,
        });
    });
    it("lays two faults on one Deployment over each other: one patch, one rollout", () => {
        const { patches, holds } = planFor(context, [starved("front-end"), patient], writtenShop());
        assert.deepEqual(patches, [
            {
                kind: "Deployment",
                name: "front-end",
                overlay: {
                    template: {
                        spec: {
                            containers: [
                                {
                                    name: "front-end",
                                    resources: { limits: { cpu: "50m" }, requests: { cpu: "25m" } },
                                    livenessProbe: { timeoutSeconds: 10 },
                                },
                            ],
                        },
                    },
                },
            },
        ]);
        assert.deepEqual(holds, [
            {
                apiVersion: "apps/v1",
                kind: "Deployment",
                namespace: "sock-shop",
                name: "front-end",
            },
        ]);
    });
    it("refuses two faults that set one field, naming it", () => {
        const faults = [starved("orders"), starved("orders", "60m")];
        assert.throws(() => planFor(context, faults, writtenShop()), {
            message:
                "stacks/Pulumi.try.yaml, sock-shop:faults[1]: sets " +
                "template.spec.containers[orders].resources.limits.cpu of Deployment orders, " +
                `as a fault before it does\n  allowed: each field set by one fault\n${cure}`,
        });
    });
    it("holds what an added object changes, and refuses the same object twice", () => {
        const { adds, holds } = planFor(context, [scaled], writtenShop());
        assert.deepEqual(
            adds.map(({ kind, metadata }) => [kind, metadata.name]),
            [["HorizontalPodAutoscaler", "front-end-hpa"]],
        );
        assert.deepEqual(
            holds.map(({ kind, name }) => [kind, name]),
            [["Deployment", "front-end"]],
        );
        const elsewhere = { ...scaled, target: "catalogue" };
        assert.throws(() => planFor(context, [scaled, elsewhere], writtenShop()), {
            message:
                "stacks/Pulumi.try.yaml, sock-shop:faults[1]: makes HorizontalPodAutoscaler " +
                "front-end-hpa, as a fault before it does\n" +
                `  allowed: each object made by one fault\n${cure}`,
        });
        const twice = { ...scaled, name: "another" };
        assert.throws(() => planFor(context, [scaled, twice], writtenShop()), {
            message:
                "stacks/Pulumi.try.yaml, sock-shop:faults[1]: decides the number of pods of " +
                "front-end, as a fault before it does\n" +
                `  allowed: each decided by one fault\n${cure}`,
        });
    });
    // A request that the shop keeps may be above the smaller limit of a fault.
    for (const stack of INCIDENTS) {
        it(`takes the faults of ${stack} at half the CPU too`, () => {
            const { faults } = incidentConfig(stack);
            assert.doesNotThrow(() =>
                planFor({ ...context, stack, cpuShare: 0.5 }, faults, writtenShop(0.5)),
            );
        });
    }
    it("says what a tier will have: the image it runs, the limit of the fault or its own", () => {
        const { tiers } = planFor(context, [starved("catalogue-db")], writtenShop());
        assert.deepEqual(tiers["catalogue-db"], {
            image: "sock-shop-lab/catalogue-db:content",
            cpuLimitMilli: 50,
        });
        assert.deepEqual(tiers["front-end"], {
            image: "sock-shop-lab/shop:content",
            cpuLimitMilli: 300,
        });
    });
});
