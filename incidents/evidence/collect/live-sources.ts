import type { KubeClient } from "../../../components/kube/client.ts";
import { collectionPath } from "../../../components/kube/path.ts";
import { LAB_NAMESPACE, loadName, SHOP_NAMESPACE } from "../../../components/kit/labels.ts";
import { alertsSince, type KeptAlert } from "../../../components/monitoring/client/alert-reader.ts";
import {
    lineCounts,
    type LogLine,
    logLines,
} from "../../../components/monitoring/client/log-reader.ts";
import {
    PrometheusReader,
    type RangeSeries,
} from "../../../components/monitoring/client/prometheus-reader.ts";
import type { EventRecord } from "../schema/observation.ts";
import { withBroker } from "../../broker/management.ts";
import { type BrokerContent, readBroker } from "../broker.ts";
import { type ShopObjects, takeObjects } from "../snapshot.ts";
import { shopEvents } from "./events.ts";
import type { Sources } from "./sources.ts";

const EVENTS = collectionPath({ apiVersion: "v1", kind: "Event", namespace: SHOP_NAMESPACE });
const LAB_PODS = collectionPath({ apiVersion: "v1", kind: "Pod", namespace: LAB_NAMESPACE });

/** A cluster with its monitoring. */
export class LiveSources implements Sources {
    readonly #kube: KubeClient;
    readonly #prometheus: PrometheusReader;

    constructor(kube: KubeClient) {
        this.#kube = kube;
        this.#prometheus = new PrometheusReader(kube);
    }

    series(promql: string, from: Date, to: Date, stepS: number): Promise<RangeSeries[]> {
        return this.#prometheus.range(promql, from, to, stepS);
    }

    lineCounts(from: Date, to: Date): Promise<Record<string, number>> {
        return lineCounts(this.#kube, { from, to });
    }

    lines(service: string, from: Date, to: Date, limit: number): Promise<LogLine[]> {
        return logLines(this.#kube, { service, from, to, limit });
    }

    async events(since: Date): Promise<EventRecord[]> {
        return shopEvents(await this.#kube.list(EVENTS), since);
    }

    async loadLog(stack: string, since: Date | undefined): Promise<string> {
        const selector = `labelSelector=${encodeURIComponent(`job-name=${loadName(stack)}`)}`;
        const [pod] = await this.#kube.list(`${LAB_PODS}?${selector}`);
        if (pod === undefined) return "";
        const only = since === undefined ? "" : `?sinceTime=${since.toISOString()}`;
        return await this.#kube.text("GET", `${LAB_PODS}/${pod.metadata.name}/log${only}`);
    }

    alerts(since: Date): Promise<KeptAlert[]> {
        return alertsSince(this.#kube, since);
    }

    objects(): Promise<ShopObjects> {
        return takeObjects(this.#kube);
    }

    broker(): Promise<BrokerContent> {
        return withBroker(this.#kube, (broker) => readBroker(broker, 0));
    }
}
