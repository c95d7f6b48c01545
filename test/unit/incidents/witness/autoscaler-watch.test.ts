import assert from "node:assert/strict";
import type { KubeObject } from "../../../../components/kube/client.ts";
import { AutoscalerWatch } from "../../../../incidents/witness/autoscaler-watch.ts";

const autoscaler: KubeObject = {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: { name: "front-end-hpa-broken" },
    spec: {
        scaleTargetRef: { name: "front-end" },
        metrics: [{ resource: { name: "memory", target: { averageUtilization: 80 } } }],
    },
    status: {
        currentReplicas: 1,
        desiredReplicas: 1,
        currentMetrics: [{ resource: { name: "memory", current: { averageUtilization: 21 } } }],
        conditions: [{ type: "ScalingActive", status: "True", reason: "ValidMetricFound" }],
    },
};

describe("witness of autoscalers", () => {
    it("says what each sees and wants, over time", async () => {
        let found: KubeObject[] = [];
        const watch = new AutoscalerWatch({ list: () => Promise.resolve(found) });
        assert.equal(watch.lacks(), "autoscalers: not read yet");
        await watch.look();
        assert.equal(watch.lacks(), undefined);
        assert.equal(watch.complaint(), undefined);
        watch.began();
        found = [autoscaler];
        await watch.look();
        assert.equal(watch.complaint(), "front-end: autoscaler front-end-hpa-broken");
        assert.deepEqual(
            watch.reading().autoscalers?.map((one) => one.autoscalers),
            [
                [
                    {
                        name: "front-end-hpa-broken",
                        target: "front-end",
                        metric: "memory",
                        targetPercent: 80,
                        currentPercent: 21,
                        currentReplicas: 1,
                        desiredReplicas: 1,
                        conditions: { ScalingActive: "True ValidMetricFound" },
                    },
                ],
            ],
        );
    });
    it("has no current figure until the metric was read", async () => {
        const unread = { ...autoscaler, status: {} };
        const watch = new AutoscalerWatch({ list: () => Promise.resolve([unread]) });
        await watch.look();
        const [state] = watch.reading().autoscalers?.[0]?.autoscalers ?? [];
        assert.equal(state?.currentPercent, undefined);
        assert.equal(state?.desiredReplicas, 0);
    });
});
