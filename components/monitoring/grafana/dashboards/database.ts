import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { SHOP_NAMESPACE } from "../../../kit/labels.ts";
import { STORES } from "../../../shop/topology.ts";
import { dashboard } from "../frame.ts";
import { lines } from "../panels.ts";

const SHOP = `namespace="${SHOP_NAMESPACE}"`;
const DATABASE = `${SHOP},container="catalogue-db"`;
const ALL = `${SHOP},container=~"${Object.keys(STORES).join("|")}"`;
const RATE = "$__rate_interval";

/** The stores: catalogue's database in detail (incident 8), sessions, and what all of them take. */
export function databaseDashboard(): Dashboard {
    return dashboard({
        uid: "sockshop-database",
        title: "Sock Shop / Databases",
        description:
            "The catalogue's database, the sessions, and CPU and memory of all stores. Documents have no exporter of their own.",
        rows: [
            {
                title: "catalogue-db",
                panels: [
                    lines({
                        title: "CPU",
                        description: "Used, against the limit. At the limit every query waits.",
                        unit: "short",
                        targets: [
                            {
                                expr: `sum(rate(container_cpu_usage_seconds_total{${DATABASE}}[${RATE}]))`,
                                legend: "used",
                            },
                            {
                                expr: `sum(container_spec_cpu_quota{${DATABASE}} / container_spec_cpu_period{${DATABASE}})`,
                                legend: "limit",
                            },
                        ],
                    }),
                    lines({
                        title: "Throttled",
                        description: "Share of CPU periods in which the kernel stopped it.",
                        unit: "percentunit",
                        max: 1,
                        threshold: { value: 0.5 },
                        targets: [
                            {
                                expr:
                                    `sum(rate(container_cpu_cfs_throttled_periods_total{${DATABASE}}[${RATE}])) / ` +
                                    `sum(rate(container_cpu_cfs_periods_total{${DATABASE}}[${RATE}]))`,
                                legend: "throttled",
                            },
                        ],
                    }),
                    lines({
                        title: "Queries",
                        description:
                            "Answered a second, and those slower than the database's own mark.",
                        unit: "cps",
                        targets: [
                            {
                                expr: `sum(rate(mysql_global_status_queries[${RATE}]))`,
                                legend: "queries",
                            },
                            {
                                expr: `sum(rate(mysql_global_status_slow_queries[${RATE}]))`,
                                legend: "slow",
                            },
                        ],
                    }),
                    lines({
                        title: "Connections",
                        description: "Open ones, those at work, and how many there may be.",
                        unit: "short",
                        targets: [
                            { expr: "sum(mysql_global_status_threads_connected)", legend: "open" },
                            { expr: "sum(mysql_global_status_threads_running)", legend: "at work" },
                            {
                                expr: "sum(mysql_global_variables_max_connections)",
                                legend: "allowed",
                            },
                        ],
                    }),
                    lines({
                        title: "Catalogue's answers",
                        description:
                            "Time of half and of 95 % of them: mostly waiting for the database.",
                        unit: "s",
                        targets: [0.5, 0.95].map((share) => ({
                            expr: `histogram_quantile(${share}, sum by (le) (rate(request_duration_seconds_bucket{job="catalogue",route!~"health|metrics"}[${RATE}])))`,
                            legend: `p${share * 100}`,
                        })),
                    }),
                    lines({
                        title: "Catalogue's errors",
                        description:
                            "Errors a second; six failed queries in a row open its breaker for 30 s.",
                        unit: "cps",
                        targets: [
                            {
                                expr: `sum(rate(request_duration_seconds_count{job="catalogue",status_code=~"5.."}[${RATE}]))`,
                                legend: "5xx",
                            },
                        ],
                    }),
                ],
            },
            {
                title: "session-db",
                panels: [
                    lines({
                        title: "Commands",
                        description: "A second.",
                        unit: "cps",
                        targets: [
                            {
                                expr: `sum(rate(redis_commands_processed_total[${RATE}]))`,
                                legend: "commands",
                            },
                        ],
                    }),
                    lines({
                        title: "Sessions",
                        description: "Keys that are kept, and clients.",
                        unit: "short",
                        targets: [
                            { expr: "sum(redis_db_keys)", legend: "keys" },
                            { expr: "sum(redis_connected_clients)", legend: "clients" },
                        ],
                    }),
                    lines({
                        title: "Memory",
                        description: "Used for keys.",
                        unit: "bytes",
                        targets: [{ expr: "sum(redis_memory_used_bytes)", legend: "used" }],
                    }),
                ],
            },
            {
                title: "All stores",
                panels: [
                    lines({
                        title: "CPU of the limit",
                        description: "Share of what each may use.",
                        unit: "percentunit",
                        max: 1,
                        width: 12,
                        targets: [
                            {
                                expr:
                                    `sum by (container) (rate(container_cpu_usage_seconds_total{${ALL}}[${RATE}])) / ` +
                                    `sum by (container) (container_spec_cpu_quota{${ALL}} / container_spec_cpu_period{${ALL}})`,
                                legend: "{{container}}",
                            },
                        ],
                    }),
                    lines({
                        title: "Memory of the limit",
                        description: "Share of what each may use; at 100 % the kernel kills it.",
                        unit: "percentunit",
                        max: 1,
                        width: 12,
                        targets: [
                            {
                                expr: `max by (container) (container_memory_working_set_bytes{${ALL}} / container_spec_memory_limit_bytes{${ALL}})`,
                                legend: "{{container}}",
                            },
                        ],
                    }),
                ],
            },
        ],
    });
}
