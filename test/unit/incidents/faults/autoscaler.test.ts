import assert from "node:assert/strict";
import { Autoscaler, autoscalerEffect } from "../../../../incidents/faults/autoscaler.ts";
import { writtenShop } from "../../../support/written-shop.ts";
import { formerShop } from "./former-shop.ts";

const written = {
    kind: "autoscaler",
    name: "front-end-hpa-broken",
    target: "front-end",
    minReplicas: 1,
    maxReplicas: 10,
    metric: "memory",
    averageUtilization: 80,
};
const fault = Autoscaler.parse(written);

describe("fault autoscaler", () => {
    it("adds the documented object and patches nothing", () => {
        const effect = autoscalerEffect(fault);
        assert.equal(effect.patches, undefined);
        const [object, ...others] = effect.adds?.(writtenShop()) ?? [];
        assert.deepEqual(others, []);
        assert.deepEqual(object?.metadata, {
            name: "front-end-hpa-broken",
            namespace: "sock-shop",
        });
        assert.deepEqual(object["spec"], {
            scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "front-end" },
            minReplicas: 1,
            maxReplicas: 10,
            metrics: [
                {
                    type: "Resource",
                    resource: {
                        name: "memory",
                        target: { type: "Utilization", averageUtilization: 80 },
                    },
                },
            ],
            behavior: {
                scaleDown: { stabilizationWindowSeconds: 300 },
                scaleUp: {
                    stabilizationWindowSeconds: 0,
                    selectPolicy: "Max",
                    policies: [
                        { type: "Percent", value: 100, periodSeconds: 15 },
                        { type: "Pods", value: 4, periodSeconds: 15 },
                    ],
                },
            },
        });
    });
    it("holds the Deployment, whose replicas an autoscaler leaves where they are", () => {
        assert.deepEqual(
            autoscalerEffect(fault).holds?.map(({ kind, name }) => [kind, name]),
            [["Deployment", "front-end"]],
        );
    });
    it("is refused beside another one, and where nothing is requested", () => {
        const effect = autoscalerEffect(fault);
        assert.equal(effect.refusal(writtenShop()), undefined);
        assert.deepEqual(effect.refusal({ ...writtenShop(), autoscalerOf: () => "mine" }), {
            found: "front-end has the autoscaler mine already",
            allowed: "a workload without one: two would quarrel",
        });
        const template = { spec: { containers: [{ name: "front-end" }] } };
        assert.deepEqual(effect.refusal(formerShop({ "front-end": { template } })), {
            found: "front-end requests no memory, so a share of it can't be computed",
            allowed: "a workload with requests.memory",
        });
    });
    it("takes no more at least than at most", () => {
        const parse = (minReplicas: number, maxReplicas: number): boolean =>
            Autoscaler.safeParse({ ...written, minReplicas, maxReplicas }).success;
        assert.equal(parse(3, 3), true);
        assert.equal(parse(4, 3), false);
        assert.equal(parse(0, 3), false);
        assert.equal(parse(1, 11), false);
    });
});
