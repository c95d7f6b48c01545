import assert from "node:assert/strict";
import type { KubeObject } from "../../../../components/kube/client.ts";
import type { FaultContext } from "../../../../incidents/faults/effect.ts";
import type { Fault } from "../../../../incidents/faults/fault.ts";
import {
    isActive,
    requireFree,
    requireGreen,
    requireNoneUp,
    requireOwnState,
} from "../../../../incidents/faults/guards.ts";
import type { LiveShop } from "../../../../incidents/faults/live-shop.ts";
import { planFor } from "../../../../incidents/faults/plan.ts";
import type { FormerState } from "../../../../incidents/recovery/record.ts";
import { writtenShop } from "../../../support/written-shop.ts";

const context: FaultContext = {
    stack: "try",
    images: { keeper: "k", networkProxy: "n" },
    cpuShare: 1,
};
const down: Fault = { kind: "replicas", target: "payment", replicas: 0 };

function deployment(name: string, replicas: number, available = replicas): KubeObject {
    return {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name, namespace: "sock-shop", generation: 1 },
        spec: { replicas },
        status: {
            observedGeneration: 1,
            replicas: available,
            updatedReplicas: available,
            availableReplicas: available,
        },
    };
}

function shopOf(deployments: KubeObject[], stacks: string[] = []): LiveShop {
    return {
        deployments,
        find: (kind, name) =>
            deployments.find((one) => one.kind === kind && one.metadata.name === name),
        autoscalerOf: () => undefined,
        stacks: new Set(stacks),
    };
}

function journalOf(stack: string, objects: KubeObject[]): FormerState {
    return { version: 1, stack, takenAt: "2026-01-02T03:04:05Z", objects, surroundings: [] };
}

describe("guards of an incident", () => {
    it("count a record while something it holds differs, is gone, or its stack has an object", () => {
        const journal = journalOf("other", [deployment("payment", 1)]);
        assert.equal(isActive(journal, shopOf([deployment("payment", 1)])), false);
        assert.equal(isActive(journal, shopOf([deployment("payment", 0)])), true);
        assert.equal(isActive(journal, shopOf([])), true);
        assert.equal(isActive(journal, shopOf([deployment("payment", 1)], ["other"])), true);
    });
    it("refuse an object that another incident holds, and name who and since when", () => {
        const plan = planFor(context, [down], writtenShop());
        assert.throws(() => requireFree(plan, [journalOf("other", [deployment("payment", 1)])]), {
            message:
                "Deployment sock-shop/payment: held by stack other since 2026-01-02T03:04:05Z\n" +
                "  allowed: one incident at a time on an object\n" +
                "  cure:    pulumi destroy --stack other",
        });
        requireFree(plan, [journalOf("other", [deployment("orders", 1)])]);
    });
    it("refuse the broker's policies where another incident changes them", () => {
        const policy = { name: "p", pattern: "q", definition: {}, applyTo: "queues", priority: 0 };
        const plan = { ...planFor(context, [], writtenShop()), policies: [policy as never] };
        const other = { ...journalOf("other", []), policies: [] };
        assert.throws(
            () => requireFree(plan, [other]),
            /the broker's policies: held by stack other/,
        );
        requireFree(plan, [journalOf("other", [])]);
    });
    it("refuse a shop that isn't healthy, but for what an active incident holds", () => {
        const shop = shopOf([deployment("payment", 1, 0), deployment("orders", 1)]);
        assert.throws(() => requireGreen("baseline", [], shop), {
            message:
                "Deployment sock-shop/payment: not healthy: 0 of 1 replicas available\n" +
                "  allowed: a baseline with every workload available\n" +
                "  cure:    pulumi up --stack baseline --refresh",
        });
        requireGreen("baseline", [journalOf("other", [deployment("payment", 1)])], shop);
    });
    it("refuse a namespace without a shop", () => {
        assert.throws(() => requireGreen("baseline", [], shopOf([])), /sock-shop: no shop there/);
    });
});

describe("guards of the baseline and of a stack's state", () => {
    it("refuse a change of the baseline under an incident, and name it", () => {
        assert.throws(() => requireNoneUp("baseline", [journalOf("incident-3", [])]), {
            message:
                "stack baseline: incident-3 (since 2026-01-02T03:04:05Z) is up over it, with a record of what it was\n" +
                "  allowed: a change of the baseline while no incident is up\n" +
                "  cure:    pulumi destroy --stack incident-3, or npm run recover, which ends all of them",
        });
        requireNoneUp("baseline", []);
    });
    it("refuse an incident that another checkout's state has", () => {
        const own = { ...journalOf("incident-3", []), home: "a", by: "ann@laptop" };
        assert.throws(() => requireOwnState(own, "b"), {
            message:
                "stack incident-3: up since 2026-01-02T03:04:05Z, applied by ann@laptop from another checkout, whose state has it\n" +
                "  allowed: one state for an incident that is up\n" +
                "  cure:    pulumi destroy --stack incident-3 there; or, if that state is lost: npm run recover -- incident-3",
        });
        requireOwnState(own, "a");
        requireOwnState(own, undefined);
        requireOwnState(journalOf("incident-3", []), "b");
    });
});
