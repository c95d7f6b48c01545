import assert from "node:assert/strict";
import type { KubeObject } from "../../../../components/kube/client.ts";
import { answerOf } from "../../../../incidents/answer/keys.ts";
import { repairFacts } from "../../../../incidents/drill/facts.ts";
import { removeHandmade } from "../../../../incidents/drill/handmade.ts";

const RED_AT = new Date("2025-11-21T12:00:00Z");
const SHOP = "/namespaces/sock-shop";

function object(kind: string, name: string, rest: object = {}): KubeObject {
    return { apiVersion: "v1", kind, metadata: { name, labels: { name } }, ...rest };
}

function pod(workload: string, creationTimestamp: string): KubeObject {
    return {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: `${workload}-x`, labels: { name: workload }, creationTimestamp },
    };
}

/** A cluster that lists these objects by the end of a path. */
function cluster(lists: Readonly<Record<string, readonly KubeObject[]>>) {
    const deleted: string[] = [];
    return {
        deleted,
        list: (path: string) => Promise.resolve([...(lists[path.split(SHOP)[1] ?? ""] ?? [])]),
        text: (method: string, path: string) => {
            deleted.push(`${method} ${path.split(SHOP)[1] ?? ""}`);
            return Promise.resolve("");
        },
    };
}

const BEFORE = {
    objects: {
        "Deployment/orders": object("Deployment", "orders", { spec: { replicas: 1 } }),
        "Deployment/payment": object("Deployment", "payment", { spec: { replicas: 1 } }),
        "Service/orders": object("Service", "orders"),
        "Service/payment": object("Service", "payment"),
    },
};

describe("facts of a repair", () => {
    it("are what is wanted, gone, left of the cause and started anew", async () => {
        const kube = cluster({
            "/deployments": [object("Deployment", "payment", { spec: { replicas: 0 } })],
            "/services": [object("Service", "orders")],
            "/pods": [
                pod("orders", "2025-11-21T12:03:00Z"),
                pod("payment", "2025-11-21T11:00:00Z"),
                pod("payment", "2025-11-21T12:03:00Z"),
            ],
        });
        const facts = await repairFacts(
            {
                kube,
                policies: () => Promise.reject(new Error("nobody asked for policies")),
                load: () => Promise.resolve({ state: "running" }),
            },
            answerOf("incident-3"),
            BEFORE,
            RED_AT,
        );
        assert.deepEqual(facts, {
            wanted: {
                orders: { before: 1, now: undefined },
                payment: { before: 1, now: 0 },
            },
            missingServices: ["payment"],
            causeLeft: ["Deployment payment: replicas is still 0"],
            replaced: ["orders"],
            load: "running",
        });
    });

    it("ask the broker where the incident is about a policy", async () => {
        const definition = { "max-length": 3 };
        const policy = { name: "queue-limit", pattern: "", definition, applyTo: "", priority: 0 };
        const facts = await repairFacts(
            {
                kube: cluster({}),
                policies: () => Promise.resolve([policy]),
                load: () => Promise.resolve({ state: "none" }),
            },
            answerOf("incident-5a"),
            { objects: {} },
            RED_AT,
        );
        assert.deepEqual(facts.causeLeft, ["Policy queue-limit: definition.max-length is still 3"]);
        assert.equal(facts.load, "none");
    });

    it("say nothing of the age of pods where the incident kills them", async () => {
        const facts = await repairFacts(
            {
                kube: cluster({ "/pods": [pod("orders", "2025-11-21T12:03:00Z")] }),
                policies: () => Promise.resolve([]),
                load: () => Promise.resolve({ state: "running" }),
            },
            answerOf("incident-11"),
            BEFORE,
            RED_AT,
        );
        assert.deepEqual(facts.replaced, []);
    });
});

describe("what was made by hand", () => {
    it("is removed, but for what was there before and what the recovery knows", async () => {
        const scaler = (name: string, labels: Record<string, string> = {}): KubeObject => ({
            ...object("HorizontalPodAutoscaler", name),
            metadata: { name, labels },
        });
        const kube = cluster({
            "/horizontalpodautoscalers": [
                scaler("mine"),
                scaler("of-before"),
                scaler("of-the-incident", { "sock-shop/release": "incident-7" }),
            ],
        });
        const before = { objects: { "HorizontalPodAutoscaler/of-before": scaler("of-before") } };
        assert.deepEqual(await removeHandmade(kube, before), ["HorizontalPodAutoscaler mine"]);
        assert.deepEqual(kube.deleted, ["DELETE /horizontalpodautoscalers/mine"]);
    });
});
