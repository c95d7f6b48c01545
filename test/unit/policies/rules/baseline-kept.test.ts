import assert from "node:assert/strict";
import type { PlannedResource } from "../../../../policies/planned.ts";
import { baselineKept } from "../../../../policies/rules/baseline-kept.ts";
import { wanted, wantedBy, wrongIn } from "../../../support/policy-case.ts";

const ORDERS = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    namespace: "sock-shop",
    name: "orders",
};
const PLACE = "--stack policies --kubeconfig '.state/kubeconfig-sockshop' --context kind-sockshop";
const SHOP = ["sockshop:shop:SockShop", "sockshop:shop:ShopService"];

function command(inputs: Record<string, unknown>): PlannedResource {
    return wanted("command:local:Command", "former-state", inputs);
}

function record(targets: readonly object[]): PlannedResource {
    return command({
        create: `node incidents/recovery/main.ts record ${PLACE} --targets '${JSON.stringify(targets)}'`,
        delete: `node incidents/recovery/main.ts restore ${PLACE}`,
    });
}

function whole(
    kind: string,
    name: string,
    labels: object = {},
    parts: readonly string[] = [],
): PlannedResource {
    const metadata = { name, namespace: "sock-shop", labels };
    return wanted(`kubernetes:apps/v1:${kind}`, name, { metadata }, parts);
}

/** The mark of the stack `policies`: what stands for its name in the shop. */
const OWN = { "sock-shop/release": "f39eb556" };
const PATCH = wanted("kubernetes:apps/v1:DeploymentPatch", "patch", {
    metadata: { name: "orders", namespace: "sock-shop" },
});

describe("policy baseline-kept", () => {
    it("lets a patch of what is recorded pass", () =>
        assert.deepEqual(wrongIn(baselineKept, [record([ORDERS]), PATCH]), []));

    for (const [why, before] of [
        ["without a record", []],
        ["of another object", [record([{ ...ORDERS, name: "carts" }])]],
        ["of another kind", [record([{ ...ORDERS, kind: "Service" }])]],
        ["of another namespace", [record([{ ...ORDERS, namespace: "lab" }])]],
    ] as const) {
        it(`refuses a patch ${why}`, () =>
            assert.deepEqual(wrongIn(baselineKept, [...before, PATCH]), ["not recorded"]));
    }

    it("refuses a record after the patch", () =>
        assert.deepEqual(wrongIn(baselineKept, [PATCH, record([ORDERS])]), ["not recorded"]));

    it("lets the shop's own objects pass in the baseline, and not in an incident", () => {
        const orders = whole("Deployment", "orders", {}, SHOP);
        assert.deepEqual(wrongIn(baselineKept, [orders]), []);
        const mixed = ["baseline in an incident"];
        assert.deepEqual(wrongIn(baselineKept, [record([]), orders]), mixed);
    });

    for (const [kind, name] of [
        ["Deployment", "orders"],
        ["Service", "catalogue-db"],
        ["PersistentVolumeClaim", "orders-db-data"],
        ["Secret", "rabbitmq"],
    ] as const) {
        it(`refuses ${kind} ${name} as a resource of an incident: its destroy would delete it`, () => {
            const stolen = [record([]), whole(kind, name, OWN)];
            assert.deepEqual(wrongIn(baselineKept, stolen), ["object of the shop"]);
        });
    }

    it("lets an incident's own object pass if its recovery can know it", () => {
        const proxy = "network-proxy-orders";
        assert.deepEqual(wrongIn(baselineKept, [record([]), whole("Deployment", proxy, OWN)]), []);
        for (const label of [undefined, "another", "policies"]) {
            const labels = label === undefined ? {} : { "sock-shop/release": label };
            const unknown = [record([]), whole("Deployment", proxy, labels)];
            assert.deepEqual(wrongIn(baselineKept, unknown), ["label sock-shop/release"]);
        }
    });

    for (const create of [
        'node incidents/broker/main.ts set-policy --policy \'{"a":"b;c"}\'',
        "node infra/cluster/main.ts ensure --name a",
        "node infra/program/wait-for-shop.ts http://127.0.0.1:2025/catalogue",
    ]) {
        it(`lets ${create} pass`, () =>
            assert.deepEqual(wrongIn(baselineKept, [command({ create })]), []));
    }

    for (const create of [
        "kubectl delete deployment orders -n sock-shop",
        "node incidents/recovery/main.ts record; kubectl delete ns sock-shop",
        "node incidents/broker/main.ts $(kubectl delete ns sock-shop)",
        "node incidents/../evil.ts",
        "node incidents/keeper/main.ts expire",
    ]) {
        it(`refuses ${create}`, () =>
            assert.deepEqual(wrongIn(baselineKept, [command({ create })]), ["create"]));
    }

    it("refuses a foreign command at its other moments, and on another machine", () => {
        const own = "node infra/cluster/main.ts ensure";
        const found = wrongIn(baselineKept, [command({ create: own, update: "rm", delete: "rm" })]);
        assert.deepEqual(found, ["update", "delete"]);
        const remote = wanted("command:remote:Command", "r", { create: own });
        assert.deepEqual(wrongIn(baselineKept, [remote]), ["create"]);
    });

    it("refuses a record that its destroy would not put back", () => {
        const { props } = record([ORDERS]);
        for (const undone of [
            undefined,
            "node incidents/recovery/main.ts restore --stack other -",
        ]) {
            const one = command({ ...props, delete: undone });
            assert.deepEqual(wrongIn(baselineKept, [one]), ["delete"]);
        }
    });

    it("refuses its stack file and lets the sound one pass", () => {
        assert.deepEqual(wrongIn(baselineKept, wantedBy("baseline-kept")), ["not recorded"]);
        assert.deepEqual(wrongIn(baselineKept, wantedBy("sound")), []);
    });
});
