/** What the agent reads off the shop's pods: whose they are, and where their figures are (spec environment.md, 7.3 and 7.6). */
import { SERVICES, STORES } from "../../shop/topology.ts";
import type { PodMarks } from "../../shop/workload.ts";
import { BROKER_METRICS, BROKER_NAMES, SHOP_METRICS } from "./metrics.ts";
import { ENVIRONMENT, serviceTag } from "./tags.ts";

/** Version that every pod carries: the shop is released as a whole. */
const VERSION = "lab";

/** Marks of a workload of the shop, by its name. */
export function datadogMarks(workload: string): PodMarks {
    const labels = {
        "tags.datadoghq.com/env": ENVIRONMENT,
        "tags.datadoghq.com/service": serviceTag(workload),
        "tags.datadoghq.com/version": VERSION,
    };
    const check = checkOf(workload);
    if (check === undefined) return { labels, annotations: {} };
    const checks = JSON.stringify({ openmetrics: { init_config: {}, instances: [check] } });
    return { labels, annotations: { [`ad.datadoghq.com/${workload}.checks`]: checks } };
}

/** An instance of the agent's OpenMetrics check; none for a store that has no figures. */
function checkOf(workload: string): object | undefined {
    if (workload === "rabbitmq") {
        return {
            openmetrics_endpoint: `http://%%host%%:${STORES.rabbitmq.metricsPort}/metrics`,
            namespace: BROKER_METRICS,
            // Under the names of the native check, so that every query of the documents holds. A list with `.*` would give
            // rabbitmq.rabbitmq_queue_messages, and some hundred series that nobody looks at.
            metrics: Object.entries(BROKER_NAMES).map(([from, to]) => ({ [from]: to })),
            tags: [
                "app:sock-shop",
                "component:rabbitmq",
                "service:rabbitmq",
                `env:${ENVIRONMENT}`,
                "integration:rabbitmq-exporter",
            ],
        };
    }
    const service = Object.entries(SERVICES).find(([name]) => name === workload)?.[1];
    if (service === undefined) return undefined;
    const path = "metricsPath" in service ? service.metricsPath : "/metrics";
    return {
        openmetrics_endpoint: `http://%%host%%:${service.containerPort}${path}`,
        namespace: SHOP_METRICS,
        metrics: ["request_duration_seconds"],
        // A distribution: Datadog computes percentiles over all pods, and counts.
        histogram_buckets_as_distributions: true,
        collect_histogram_buckets: true,
    };
}
