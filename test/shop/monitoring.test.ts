import assert from "node:assert/strict";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import type { KubeClient } from "../../components/kube/client.ts";
import { collectionPath, objectPath } from "../../components/kube/path.ts";
import { PrometheusReader } from "../../components/monitoring/client/prometheus-reader.ts";
import { logLines } from "../../components/monitoring/client/log-reader.ts";
import { LiveMonitoringView } from "../../incidents/proof/monitoring-view.ts";
import { imageRef } from "../../infra/images/catalog.ts";
import { decidedSource } from "../../infra/images/source.ts";
import { askedMetrics } from "../support/asked-metrics.ts";
import { Shop } from "../support/shop-fixture.ts";
import { ordersSince } from "../support/shop-orders.ts";
import { checkoutFlow } from "../support/shop-scenarios.ts";
import { until } from "../support/shop-until.ts";

const AUTOSCALERS = {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    namespace: SHOP_NAMESPACE,
};
/** Two scrapes of a load that has just begun, with room. */
const LOAD_SECONDS = 45;
/** The longest window of a rule, with room: what fired before this suite has ended by then. */
const QUIET_MS = 180_000;

/** kube-state-metrics says nothing of a kind of which there is no object, and a healthy shop has no autoscaler. */
async function withAutoscaler(kube: KubeClient, action: () => Promise<void>): Promise<void> {
    const name = "front-end";
    const { apiVersion, kind } = AUTOSCALERS;
    await kube.json("POST", collectionPath(AUTOSCALERS), {
        apiVersion,
        kind,
        metadata: { name },
        spec: {
            scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
            minReplicas: 1,
            // It must change nothing of the shop.
            maxReplicas: 1,
            metrics: [
                {
                    type: "Resource",
                    resource: {
                        name: "cpu",
                        target: { type: "Utilization", averageUtilization: 50 },
                    },
                },
            ],
        },
    });
    try {
        await action();
    } finally {
        await kube.json("DELETE", objectPath({ ...AUTOSCALERS, name }));
    }
}

describe("the monitoring of a healthy shop", () => {
    const shop = new Shop();
    const began = new Date();
    let prometheus: PrometheusReader;
    before(async () => {
        await shop.open();
        prometheus = new PrometheusReader(shop.kube);
    });
    after(() => shop.close());

    it("reads every target", async () => {
        await until("every target up", 120_000, async () => {
            const down = (await prometheus.targets()).filter(({ health }) => health !== "up");
            const named = down.map(({ labels, lastError }) => `${labels["job"]}: ${lastError}`);
            if (named.length > 0) throw new Error(named.join(", "));
            return true;
        });
    });
    it("sees metrics, logs and events of every workload", async () => {
        const view = new LiveMonitoringView(shop.kube);
        await until("no gap", 120_000, async () => {
            const gaps = await view.gaps();
            if (gaps.length > 0) throw new Error(gaps.join(", "));
            return true;
        });
    });
    it("has every metric that a rule or a panel asks for", async () => {
        const image = imageRef("load-generator", decidedSource() ?? "closed");
        await withAutoscaler(shop.kube, async () => {
            const { summary } = await checkoutFlow(shop, image, 5, LOAD_SECONDS);
            assert.ok(summary.orders > 0);
        });
        const [names, families] = await Promise.all([
            prometheus.metricNames(began),
            prometheus.families(),
        ]);
        // Prometheus makes ALERTS itself, where there is one.
        const known = new Set([...names, ...families, "ALERTS"]);
        const missing = [...askedMetrics()].filter(
            ([metric]) =>
                !known.has(metric) && !known.has(metric.replace(/_(bucket|sum|count)$/, "")),
        );
        assert.deepEqual(missing, [], "metric and who asks for it");
    });
    it("finds what was said of an order, by its id, also of one service alone", async () => {
        const [order] = await ordersSince(shop, began);
        const id = order?._links.self.href.split("/").at(-1) ?? "";
        assert.match(id, /^[0-9a-f]{24}$/);
        const lines = await until("lines of the order", 30_000, async () => {
            const found = await logLines(shop.kube, { text: id, from: began });
            return found.some(({ message }) => message.includes("PAID")) ? found : undefined;
        });
        const orders = await logLines(shop.kube, { service: "orders", text: id, from: began });
        assert.ok(orders.length > 0 && orders.every(({ service }) => service === "orders"));
        assert.ok(lines.length >= orders.length, `${lines.length}, ${orders.length}`);
        for (const { message } of lines) assert.ok(message.includes(id), message);
    });
    it("has no alert", async () => {
        await until("quiet", QUIET_MS, async () => {
            const firing = (await prometheus.alerts()).filter(({ state }) => state === "firing");
            const named = firing.map(({ labels }) => labels["alertname"] ?? "");
            if (named.length > 0) throw new Error(named.join(", "));
            return true;
        });
    });
});
