import type { KubeClient } from "../../components/kube/client.ts";
import { alertsSince, type KeptAlert } from "../../components/monitoring/client/alert-reader.ts";
import { eventGaps } from "../../components/monitoring/client/event-gaps.ts";
import { telemetryGaps } from "../../components/monitoring/client/telemetry.ts";
import { SERVICES, WORKLOADS } from "../../components/shop/topology.ts";

/** What a proof asks of the programs that watch the shop. */
export interface MonitoringView {
    /** What isn't seen of the shop now, of metrics, logs and events; a line each. */
    gaps(): Promise<string[]>;
    /** Alerts that fire, or ended, at or after that moment. */
    alerts(since: Date): Promise<KeptAlert[]>;
}

/** Who is asked for figures: each service, the stores that tell of themselves, the kubelet, the API server. */
const JOBS: readonly string[] = [
    ...Object.keys(SERVICES),
    ...["catalogue-db", "session-db", "rabbitmq"],
    ...["cadvisor", "kubelet-probes", "kube-state-metrics"],
];

/** The monitoring of a baseline that is up. */
export class LiveMonitoringView implements MonitoringView {
    readonly #kube: KubeClient;

    constructor(kube: KubeClient) {
        this.#kube = kube;
    }

    async gaps(): Promise<string[]> {
        const seen = { jobs: JOBS, workloads: WORKLOADS };
        const gaps = [telemetryGaps(this.#kube, seen), eventGaps(this.#kube, WORKLOADS)];
        return (await Promise.all(gaps)).flat();
    }

    alerts(since: Date): Promise<KeptAlert[]> {
        return alertsSince(this.#kube, since);
    }
}
