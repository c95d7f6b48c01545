import assert from "node:assert/strict";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import type { KubeClient } from "../../components/kube/client.ts";
import { PrometheusReader } from "../../components/monitoring/client/prometheus-reader.ts";
import { SHIPPING_QUEUE } from "../../components/shop/image/src/platform/shipping-queue.ts";
import { type Snapshot, takeSnapshot } from "../../incidents/evidence/snapshot.ts";
import { until } from "./shop-until.ts";

const TIMEOUT_MS = 60_000;

/** Until the shop shows its socks again, after its node was started. */
export async function waitForPages(url: string): Promise<void> {
    await until("pages of the shop after its node's start", TIMEOUT_MS, async () => {
        const response = await fetch(`${url}/catalogue`);
        assert.ok(response.ok, `GET /catalogue answers ${response.status}`);
        assert.ok(Array.isArray(await response.json()));
        return response;
    });
}

/** Until each of the shop's pods is one target that answers: none stays beside it from before a restart. */
export async function waitForTargets(kube: KubeClient): Promise<void> {
    const prometheus = new PrometheusReader(kube);
    await until("one target for each pod of the shop, which answers", TIMEOUT_MS, async () => {
        const targets = await prometheus.query(`up{namespace="${SHOP_NAMESPACE}",pod!=""}`);
        const pods = targets.map(({ metric }) => metric["pod"]);
        const silent = targets.filter(({ value }) => value[1] !== "1");
        assert.equal(new Set(pods).size, pods.length, pods.join(" "));
        assert.deepEqual(silent, []);
        return targets.length > 0 ? targets : undefined;
    });
}

/**
 * The content of a shop that was just made, once its broker tells of queue-master: it counts a consumer seconds
 * after that one is ready.
 */
export function settledSnapshot(kube: KubeClient): Promise<Snapshot> {
    return until("queue-master at the broker's queue", TIMEOUT_MS, async () => {
        const snapshot = await takeSnapshot(kube);
        const taken = snapshot.broker.queues.map(({ name, consumers }) => ({ name, consumers }));
        assert.deepEqual(taken, [{ name: SHIPPING_QUEUE, consumers: 1 }]);
        return snapshot;
    });
}
