import { LAB_NAMESPACE } from "../../../kit/labels.ts";
import { addressOf } from "../../places.ts";
import type { MonitoringName } from "../../places.ts";
import type { ScrapeConfig } from "../config-schema.ts";
import { KEPT_METRICS } from "../kept-metrics.ts";
import { copy, keepOnly, keepWhere, META, OF_THE_POD, WITHOUT_ENDED } from "./relabel.ts";

/** The generator of load: pods of the lab that have a port named `metrics`. */
export function locustJob(): ScrapeConfig {
    return {
        job_name: "locust",
        kubernetes_sd_configs: [
            {
                role: "pod",
                namespaces: { names: [LAB_NAMESPACE] },
                // Its page of targets shows the labels of all it hears of, and the lab's other pods tell the answer.
                selectors: [{ role: "pod", label: "role=master" }],
            },
        ],
        relabel_configs: [
            keepWhere(META.portName, ["metrics"]),
            WITHOUT_ENDED,
            ...OF_THE_POD,
            copy(META.role, "role"),
        ],
        metric_relabel_configs: [keepOnly(KEPT_METRICS.locust)],
    };
}

/** Who watches the watchers: whether they are there, and what they take. */
export function ownJobs(): ScrapeConfig[] {
    const names: MonitoringName[] = [
        "prometheus",
        "alertmanager",
        "alert-receiver",
        "victoria-logs",
        "vlagent",
    ];
    return names.map((name) => ({
        job_name: name,
        static_configs: [{ targets: [addressOf(name)] }],
        metric_relabel_configs: [keepOnly(KEPT_METRICS.own)],
    }));
}
