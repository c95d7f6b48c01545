import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { SHOP_NAMESPACE } from "../../../kit/labels.ts";
import { SERVICES } from "../../../shop/topology.ts";
import { dashboard } from "../frame.ts";
import type { DashboardRow } from "../frame.ts";
import { lines, stat } from "../panels.ts";

const SHOP = `namespace="${SHOP_NAMESPACE}"`;
/** Neither the kubelet's checks nor Prometheus's own visits are traffic. The front-end is probed at `/`. */
const REAL = 'route!~"/|/?(health|metrics)"';
const RATE = "$__rate_interval";

/** The four golden signals of each service: traffic, errors, latency, saturation. */
export function shopOverview(): Dashboard {
    return dashboard({
        uid: "sockshop-overview",
        title: "Sock Shop / Overview",
        description: "Traffic, errors, latency and saturation of each service of the shop.",
        rows: [summary(), ...Object.keys(SERVICES).map(goldenSignals)],
    });
}

function summary(): DashboardRow {
    const replicas = `kube_deployment_status_replicas_available{${SHOP}}`;
    return {
        title: "Shop",
        panels: [
            stat({
                title: "Alerts",
                description: "Alerts that fire now.",
                unit: "short",
                targets: [
                    {
                        expr: 'count(ALERTS{alertname=~"SockShop.*",alertstate="firing"}) or vector(0)',
                        legend: "alerts",
                    },
                ],
                threshold: { value: 1 },
            }),
            stat({
                title: "Workloads down",
                description: "Deployments of the shop without a replica that serves.",
                unit: "short",
                targets: [{ expr: `count(${replicas} == 0) or vector(0)`, legend: "down" }],
                threshold: { value: 1 },
            }),
            stat({
                title: "Pages a second",
                description: "Answers of the front-end a second, without the kubelet's checks.",
                unit: "reqps",
                targets: [{ expr: requests("front-end"), legend: "pages" }],
            }),
            stat({
                title: "Orders a minute",
                description: "Orders that went through.",
                unit: "short",
                targets: [
                    {
                        expr: `60 * sum(rate(request_duration_seconds_count{job="orders",method="POST",route="/orders",status_code="201"}[${RATE}]))`,
                        legend: "orders",
                    },
                ],
            }),
            stat({
                title: "Restarts",
                description: "Restarts of the shop's containers within the last ten minutes.",
                unit: "short",
                targets: [
                    {
                        expr: `sum(increase(kube_pod_container_status_restarts_total{${SHOP}}[10m]))`,
                        legend: "restarts",
                    },
                ],
                threshold: { value: 1 },
            }),
            stat({
                title: "Shipments waiting",
                description: "Messages in the queue shipping-task; 0 while somebody takes them.",
                unit: "short",
                targets: [
                    {
                        expr: 'sum(rabbitmq_queue_messages{queue="shipping-task"})',
                        legend: "waiting",
                    },
                ],
                threshold: { value: 3 },
            }),
        ],
    };
}

function goldenSignals(service: string): DashboardRow {
    const container = `${SHOP},container="${service}"`;
    const latency = (share: number): string =>
        `histogram_quantile(${share}, sum by (le) (rate(request_duration_seconds_bucket{job="${service}",${REAL}}[${RATE}])))`;
    return {
        title: service,
        panels: [
            lines({
                title: `${service}: traffic`,
                description: "Answers a second, by status.",
                unit: "reqps",
                width: 6,
                targets: [
                    {
                        expr: `sum by (status_code) (rate(request_duration_seconds_count{job="${service}",${REAL}}[${RATE}]))`,
                        legend: "{{status_code}}",
                    },
                ],
            }),
            lines({
                title: `${service}: errors`,
                description: "Share of answers that are errors (5xx, and 406: declined).",
                unit: "percentunit",
                width: 6,
                max: 1,
                threshold: { value: 0.05 },
                targets: [
                    {
                        expr: `(${requests(service, 'status_code=~"5..|406"')} or vector(0)) / ${requests(service)}`,
                        legend: "failed",
                    },
                ],
            }),
            lines({
                title: `${service}: latency`,
                description: "Time of an answer: half of them, and 95 % of them, are below.",
                unit: "s",
                width: 6,
                threshold: { value: 1 },
                targets: [
                    { expr: latency(0.5), legend: "p50" },
                    { expr: latency(0.95), legend: "p95" },
                ],
            }),
            lines({
                title: `${service}: saturation`,
                description:
                    "CPU and memory as shares of their limits, and the share of CPU periods in which it was stopped.",
                unit: "percentunit",
                width: 6,
                max: 1,
                targets: [
                    {
                        expr:
                            `sum(rate(container_cpu_usage_seconds_total{${container}}[${RATE}])) / ` +
                            `sum(container_spec_cpu_quota{${container}} / container_spec_cpu_period{${container}})`,
                        legend: "CPU",
                    },
                    {
                        expr:
                            `sum(rate(container_cpu_cfs_throttled_periods_total{${container}}[${RATE}])) / ` +
                            `sum(rate(container_cpu_cfs_periods_total{${container}}[${RATE}]))`,
                        legend: "throttled",
                    },
                    {
                        expr:
                            `max(container_memory_working_set_bytes{${container}} / ` +
                            `container_spec_memory_limit_bytes{${container}})`,
                        legend: "memory",
                    },
                ],
            }),
        ],
    };
}

function requests(service: string, labels = ""): string {
    const all = [`job="${service}"`, REAL, ...(labels === "" ? [] : [labels])].join(",");
    return `sum(rate(request_duration_seconds_count{${all}}[${RATE}]))`;
}
