import assert from "node:assert/strict";
import type { KubeObject } from "../../../../components/kube/client.ts";
import { foreignMetrics } from "../../../../components/metrics/metrics-api.ts";

function registration(labels: Record<string, string>, service?: object): KubeObject {
    return {
        apiVersion: "apiregistration.k8s.io/v1",
        kind: "APIService",
        metadata: { name: "v1beta1.metrics.k8s.io", labels },
        spec: { group: "metrics.k8s.io", version: "v1beta1", service },
    };
}

describe("foreignMetrics", () => {
    const upstream = { "k8s-app": "metrics-server" };
    const service = { namespace: "kube-system", name: "metrics-server" };

    it("is nobody where the metrics API isn't registered", () => {
        assert.equal(foreignMetrics(undefined), undefined);
    });

    // Else the second update would take the lab's own for somebody else's, and remove it.
    it("is nobody where the lab registered it", () => {
        const own = { ...upstream, "lab.sock-shop/part": "metrics-server" };
        assert.equal(foreignMetrics(registration(own, service)), undefined);
    });

    it("names the Service behind a registration that others made, upstream's labels or not", () => {
        assert.equal(foreignMetrics(registration(upstream, service)), "kube-system/metrics-server");
        const adapter = { namespace: "monitoring", name: "prometheus-adapter" };
        assert.equal(foreignMetrics(registration({}, adapter)), "monitoring/prometheus-adapter");
    });

    it("names the API server where it serves the API itself", () => {
        assert.equal(foreignMetrics(registration({})), "the API server");
    });
});
