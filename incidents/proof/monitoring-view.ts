import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { collectionPath } from "../../components/kube/path.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { alertsSince, type KeptAlert } from "../../components/monitoring/client/alert-reader.ts";
import { eventGaps } from "../../components/monitoring/client/event-gaps.ts";
import { PrometheusReader } from "../../components/monitoring/client/prometheus-reader.ts";
import { telemetryGaps } from "../../components/monitoring/client/telemetry.ts";
import { SERVICES } from "../../components/shop/topology.ts";

/** What a proof asks of the programs that watch the shop. */
export interface MonitoringView {
    /** What isn't seen of the shop now, of metrics, logs and events; a line each. */
    gaps(): Promise<string[]>;
    /** Names of alerts that fire now, by Prometheus. */
    firing(): Promise<string[]>;
    /** Names of alerts that fired at any time since, by Prometheus. */
    firedSince(moment: Date): Promise<string[]>;
    /** Alerts that fire, or ended, at or after that moment, with their times, by the receiver. */
    alerts(since: Date): Promise<KeptAlert[]>;
}

const DEPLOYMENTS = collectionPath({
    apiVersion: "apps/v1",
    kind: "Deployment",
    namespace: SHOP_NAMESPACE,
});
/** Stores with an exporter of their own. */
const EXPORTED = ["catalogue-db", "session-db"];
/** Who watches: the kubelet's figures, the API server's, and the way of an alert. */
const WATCHERS = [
    ...["cadvisor", "kubelet-probes", "kube-state-metrics"],
    ...["prometheus", "alertmanager", "alert-receiver"],
];

/** The monitoring of a baseline that is up. */
export class LiveMonitoringView implements MonitoringView {
    readonly #kube: KubeClient;
    readonly #teller: KubeClient;
    readonly #prometheus: PrometheusReader;

    /** @param teller who tells the events that are then looked for; default who looks */
    constructor(kube: KubeClient, teller = kube) {
        this.#kube = kube;
        this.#teller = teller;
        this.#prometheus = new PrometheusReader(kube);
    }

    async gaps(): Promise<string[]> {
        const deployments = await this.#kube.list(DEPLOYMENTS);
        const workloads = deployments.map(({ metadata }) => metadata.name);
        const jobs = [
            ...deployments.filter(isRead).map(({ metadata }) => metadata.name),
            ...WATCHERS,
        ];
        const gaps = await telemetryGaps(this.#kube, { jobs, workloads });
        // Told last, and once: each look tells an event of each workload.
        return gaps.length > 0 ? gaps : await eventGaps(this.#teller, workloads);
    }

    async firing(): Promise<string[]> {
        const alerts = await this.#prometheus.alerts();
        return namesOf(
            alerts.filter(({ state }) => state === "firing").map(({ labels }) => labels),
        );
    }

    async firedSince(moment: Date): Promise<string[]> {
        const seconds = Math.max(1, Math.floor((Date.now() - moment.getTime()) / 1000));
        const series = await this.#prometheus.query(
            `count by (alertname) (count_over_time(ALERTS{alertstate="firing"}[${seconds}s]))`,
        );
        return namesOf(series.map(({ metric }) => metric));
    }

    alerts(since: Date): Promise<KeptAlert[]> {
        return alertsSince(this.#kube, since);
    }
}

function namesOf(labels: readonly Readonly<Record<string, string>>[]): string[] {
    return [...new Set(labels.map((one) => one["alertname"] ?? ""))].sort();
}

/** Whether a Deployment's figures are read: a service's, an exporter's, or a port's for that alone. */
function isRead(deployment: KubeObject): boolean {
    const { name } = deployment.metadata;
    if (name in SERVICES || EXPORTED.includes(name)) return true;
    const { template } = deployment["spec"] as {
        template: { spec: { containers: { ports?: { name?: string }[] }[] } };
    };
    return template.spec.containers.some(({ ports = [] }) =>
        ports.some((port) => port.name === "metrics"),
    );
}
