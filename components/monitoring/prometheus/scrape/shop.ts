import { SHOP_NAMESPACE } from "../../../kit/labels.ts";
import { SERVICES, STORES } from "../../../shop/topology.ts";
import type { ServiceTopology, StoreTopology } from "../../../shop/topology.ts";
import { addressOf } from "../../places.ts";
import type { MonitoringName } from "../../places.ts";
import type { Relabel, ScrapeConfig } from "../config-schema.ts";
import { KEPT_METRICS } from "../kept-metrics.ts";
import { copy, keepOnly, keepWhere, META, OF_THE_POD, WITHOUT_ENDED } from "./relabel.ts";

/** Ports, by name, that figures are read from: a service has one port, the broker one for this alone. */
const SERVICE_PORT = "http";
const STORE_PORT = "metrics";

/**
 * The shop's own figures, read from its pods and not through its Services: one target a pod, so that
 * counters of two never mix, and the real one also while an incident stands between Service and pod.
 * A job is named after its workload. Where there is no pod, there is no target.
 */
export function shopJob(): ScrapeConfig {
    const services: [string, ServiceTopology][] = Object.entries(SERVICES);
    const stores: [string, StoreTopology][] = Object.entries(STORES);
    const watched = [
        ...services.map(([name]) => name),
        ...stores.flatMap(([name, { metricsPort }]) => (metricsPort === undefined ? [] : [name])),
    ];
    const elsewhere = services.flatMap(([name, { metricsPath }]): Relabel[] =>
        metricsPath === undefined
            ? []
            : [
                  {
                      source_labels: [META.name],
                      regex: name,
                      target_label: "__metrics_path__",
                      replacement: metricsPath,
                  },
              ],
    );
    return {
        job_name: "shop",
        kubernetes_sd_configs: [{ role: "pod", namespaces: { names: [SHOP_NAMESPACE] } }],
        relabel_configs: [
            keepWhere(META.name, watched),
            keepWhere(META.portName, [SERVICE_PORT, STORE_PORT]),
            WITHOUT_ENDED,
            ...elsewhere,
            copy(META.name, "job"),
            copy(META.name, "service"),
            ...OF_THE_POD,
        ],
        metric_relabel_configs: [
            keepOnly([...KEPT_METRICS.services, ...KEPT_METRICS.rabbitmq]),
            // Some services name themselves; the target has said so already.
            { regex: "exported_service", action: "labeldrop" },
        ],
    };
}

/** Stores that have no figures of their own, through their exporters; a job is named after the store. */
export function storeJobs(): ScrapeConfig[] {
    return [
        storeJob("catalogue-db", "catalogue-db-exporter", KEPT_METRICS.mariadb),
        storeJob("session-db", "session-db-exporter", KEPT_METRICS.redis),
    ];
}

function storeJob(
    store: keyof typeof STORES,
    exporter: MonitoringName,
    kept: readonly string[],
): ScrapeConfig {
    return {
        job_name: store,
        static_configs: [
            {
                targets: [addressOf(exporter)],
                labels: { namespace: SHOP_NAMESPACE, service: store },
            },
        ],
        metric_relabel_configs: [keepOnly(kept)],
    };
}
