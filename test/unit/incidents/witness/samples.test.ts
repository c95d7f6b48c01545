import assert from "node:assert/strict";
import { errorIn, parseCadvisor, percentile } from "../../../../incidents/witness/samples.ts";

const labels = (container: string, namespace = "sock-shop"): string =>
    `container="${container}",id="/x",image="i",name="n",namespace="${namespace}",pod="db-1"`;

describe("witness samples", () => {
    it("finds the error that a 200 hides in its body", () => {
        assert.equal(errorIn(200, '[{"id":"1"}]'), undefined);
        assert.equal(
            errorIn(200, `{"error":"Do: circuit breaker 'List' is open","status_code":500}`),
            "Do: circuit breaker 'List' is open",
        );
        assert.equal(errorIn(503, "[]"), "HTTP 503");
        assert.equal(errorIn(200, "<html>"), "body is not JSON");
    });
    it("takes the value at a share of the samples", () => {
        const values = Array.from({ length: 100 }, (_, index) => 100 - index);
        assert.equal(percentile(values, 0.95), 95);
        assert.equal(percentile([7], 0.95), 7);
        assert.throws(() => percentile([], 0.95), RangeError);
    });
    it("reads the counters of the shop's containers, and of no other", () => {
        const text = [
            "# HELP container_cpu_cfs_periods_total x",
            `container_cpu_cfs_periods_total{${labels("catalogue-db")}} 200 1700000010000`,
            `container_cpu_cfs_throttled_periods_total{${labels("catalogue-db")}} 150 1700000010000`,
            `container_cpu_usage_seconds_total{cpu="total",${labels("catalogue-db")}} 1.5 1700000010200`,
            `container_cpu_usage_seconds_total{cpu="total",${labels("")}} 9 1700000010000`,
            `container_cpu_cfs_periods_total{${labels("dns", "kube-system")}} 5 1700000010000`,
        ].join("\n");
        assert.deepEqual(parseCadvisor(text), [
            {
                container: "catalogue-db",
                pod: "db-1",
                timeMs: 1700000010200,
                periods: 200,
                throttledPeriods: 150,
                usageSeconds: 1.5,
            },
        ]);
    });
});
