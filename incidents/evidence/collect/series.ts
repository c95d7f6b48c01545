import type { Signal } from "../../../components/monitoring/signals/signal.ts";
import { SHOP, SHIPPING_QUEUE, WINDOW } from "../../../components/monitoring/signals/fragments.ts";
import type { SeriesDefinition } from "../schema/metric.ts";

/** Answers to others than the kubelet and who measures; the front-end is probed at `/`. */
const REAL = `${SHOP},route!~"/|/?(health|metrics)"`;
const CONTAINER = `${SHOP},container!~"|POD"`;

const rate = (counter: string, labels: string): string => `rate(${counter}{${labels}}[${WINDOW}])`;
const bySum = (label: string, value: string): string => `sum by (${label}) (${value})`;

const ANSWERS = bySum("service", rate("request_duration_seconds_count", REAL));
const ERRORS = bySum(
    "service",
    rate("request_duration_seconds_count", `${REAL},status_code=~"5..|406"`),
);
const CPU = bySum("container", rate("container_cpu_usage_seconds_total", CONTAINER));
const QUOTA = bySum(
    "container",
    `container_spec_cpu_quota{${CONTAINER}} / container_spec_cpu_period{${CONTAINER}}`,
);

function quantile(share: number): string {
    const buckets = rate("request_duration_seconds_bucket", REAL);
    return `histogram_quantile(${share}, sum by (service, le) (${buckets}))`;
}

type Row = readonly [id: string, unit: SeriesDefinition["unit"], title: string, promql: string];

/** The golden signals of each service and store, and what the broker, the databases and the load say of themselves. */
const ROWS: Readonly<Partial<Record<SeriesDefinition["group"], readonly Row[]>>> = {
    latency: [
        ["latency-p50", "seconds", "half of the answers are below", quantile(0.5)],
        ["latency-p95", "seconds", "95 % of the answers are below", quantile(0.95)],
        [
            "latency-mean",
            "seconds",
            "mean time of an answer",
            `${bySum("service", rate("request_duration_seconds_sum", REAL))} / ${ANSWERS}`,
        ],
    ],
    errors: [
        [
            "error-share",
            "share",
            "answers that are errors (5xx, and 406: declined)",
            `(${ERRORS} or 0 * ${ANSWERS}) / ${ANSWERS}`,
        ],
        ["errors", "per second", "errors", ERRORS],
    ],
    traffic: [["answers", "per second", "answers", ANSWERS]],
    cpu: [
        ["cpu", "cores", "CPU that is used", CPU],
        ["cpu-of-limit", "share", "CPU, of the limit", `${CPU} / (${QUOTA} > 0)`],
    ],
    throttling: [
        [
            "throttled",
            "share",
            "CPU periods in which it was stopped",
            `${bySum("container", rate("container_cpu_cfs_throttled_periods_total", CONTAINER))} / ` +
                `(${bySum("container", rate("container_cpu_cfs_periods_total", CONTAINER))} > 0)`,
        ],
    ],
    memory: [
        [
            "memory",
            "bytes",
            "working set, of the largest pod",
            `max by (container) (container_memory_working_set_bytes{${CONTAINER}})`,
        ],
        [
            "memory-of-limit",
            "share",
            "working set, of the limit",
            `max by (container) (container_memory_working_set_bytes{${CONTAINER}} / ` +
                `(container_spec_memory_limit_bytes{${CONTAINER}} > 0))`,
        ],
    ],
    restarts: [
        [
            "restarts",
            "count",
            "restarts, of the pods that are there",
            bySum("container", `kube_pod_container_status_restarts_total{${SHOP}}`),
        ],
    ],
    replicas: [
        [
            "replicas-serving",
            "count",
            "replicas that serve",
            bySum("deployment", `kube_deployment_status_replicas_available{${SHOP}}`),
        ],
        [
            "replicas-wanted",
            "count",
            "replicas that are wanted",
            bySum("deployment", `kube_deployment_spec_replicas{${SHOP}}`),
        ],
        [
            "autoscaler-replicas",
            "count",
            "replicas that an autoscaler wants",
            bySum(
                "horizontalpodautoscaler",
                `kube_horizontalpodautoscaler_status_desired_replicas{${SHOP}}`,
            ),
        ],
    ],
    queue: [
        ["queue-depth", "count", "messages that wait", "max by (queue) (rabbitmq_queue_messages)"],
        ["queue-consumers", "count", "consumers", "max by (queue) (rabbitmq_queue_consumers)"],
        [
            "queue-published",
            "per second",
            "shipments published",
            `sum(${rate("rabbitmq_queue_messages_published_total", SHIPPING_QUEUE)})`,
        ],
        [
            "queue-acknowledged",
            "per second",
            "shipments taken",
            `sum(${rate("rabbitmq_queue_messages_acked_total", SHIPPING_QUEUE)})`,
        ],
        ["broker-connections", "count", "connections to the broker", "sum(rabbitmq_connections)"],
    ],
    database: [
        [
            "database-queries",
            "per second",
            "queries of catalogue-db",
            `sum(rate(mysql_global_status_queries[${WINDOW}]))`,
        ],
        [
            "database-slow-queries",
            "per second",
            "queries that catalogue-db calls slow",
            `sum(rate(mysql_global_status_slow_queries[${WINDOW}]))`,
        ],
        [
            "database-connections",
            "count",
            "open connections to catalogue-db",
            "sum(mysql_global_status_threads_connected)",
        ],
        [
            "database-working",
            "count",
            "connections to catalogue-db that wait for an answer",
            "sum(mysql_global_status_threads_running)",
        ],
        [
            "sessions-commands",
            "per second",
            "commands of session-db",
            `sum(rate(redis_commands_processed_total[${WINDOW}]))`,
        ],
        ["sessions-clients", "count", "clients of session-db", "sum(redis_connected_clients)"],
    ],
    load: [
        ["load-users", "count", "users of the load", "sum(locust_users)"],
        [
            "load-requests",
            "per second",
            "requests of the load",
            `sum(rate(locust_requests_total[${WINDOW}]))`,
        ],
        [
            "load-failures",
            "per second",
            "requests of the load that failed",
            `sum(rate(locust_failures_total[${WINDOW}]))`,
        ],
    ],
    alerts: [
        [
            "alerts",
            "count",
            "1 while an alert is pending or fires",
            'max by (alertname, alertstate) (ALERTS{alertname=~"SockShop.*"})',
        ],
    ],
};

/** Every kind of series that a run keeps: the signals too, as their alerts see them. */
export function seriesDefinitions(signals: readonly Signal[]): SeriesDefinition[] {
    const rows = Object.entries(ROWS) as [SeriesDefinition["group"], readonly Row[]][];
    return [
        ...rows.flatMap(([group, list]) =>
            list.map(([id, unit, title, promql]) => ({ id, group, title, unit, promql })),
        ),
        ...signals.map(({ name, meaning, promql, unit, compare, threshold }) => ({
            id: name,
            group: "signals" as const,
            title: meaning,
            unit,
            promql: promql.value,
            threshold: { compare, value: threshold },
        })),
    ];
}
