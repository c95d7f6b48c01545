import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { LAB_NAMESPACE, SHOP_NAMESPACE } from "../../../kit/labels.ts";
import { dashboard } from "../frame.ts";
import { lines } from "../panels.ts";

const SHOP = `namespace="${SHOP_NAMESPACE}"`;
const LAB = `namespace="${LAB_NAMESPACE}"`;
const RATE = "$__rate_interval";

/** The load: what its generator says, what the shop sees of it, and what both take of the machine. */
export function loadDashboard(): Dashboard {
    return dashboard({
        uid: "sockshop-load",
        title: "Sock Shop / Load",
        description:
            "The generator's own figures beside the front-end's. Where visitors wait longer than the front-end says, they wait in front of it.",
        rows: [
            {
                title: "By the generator",
                panels: [
                    lines({
                        title: "Visitors",
                        description: "Users of the load that is running.",
                        unit: "short",
                        targets: [{ expr: "sum(locust_users)", legend: "users" }],
                    }),
                    lines({
                        title: "Requests",
                        description:
                            "A second, and those that failed, by status or by what the body says.",
                        unit: "reqps",
                        targets: [
                            {
                                expr: `sum(rate(locust_requests_total[${RATE}]))`,
                                legend: "requests",
                            },
                            { expr: `sum(rate(locust_failures_total[${RATE}]))`, legend: "failed" },
                        ],
                    }),
                    lines({
                        title: "Times of answers",
                        description: "As visitors wait for them, over the last seconds.",
                        unit: "s",
                        targets: [
                            {
                                expr: "max by (quantile) (locust_response_seconds)",
                                legend: "{{quantile}}",
                            },
                        ],
                    }),
                ],
            },
            {
                title: "By the front-end",
                panels: [
                    lines({
                        title: "Answers",
                        description: "A second, by status.",
                        unit: "reqps",
                        targets: [
                            {
                                expr: `sum by (status_code) (rate(request_duration_seconds_count{job="front-end"}[${RATE}]))`,
                                legend: "{{status_code}}",
                            },
                        ],
                    }),
                    lines({
                        title: "What is asked for",
                        description: "The ten most asked addresses, a second.",
                        unit: "reqps",
                        targets: [
                            {
                                expr: `topk(10, sum by (method, route) (rate(request_duration_seconds_count{job="front-end"}[${RATE}])))`,
                                legend: "{{method}} {{route}}",
                            },
                        ],
                    }),
                    lines({
                        title: "Times of answers",
                        description:
                            "By the front-end itself: from a request's first byte read on.",
                        unit: "s",
                        targets: [0.5, 0.95].map((share) => ({
                            expr: `histogram_quantile(${share}, sum by (le) (rate(request_duration_seconds_bucket{job="front-end",route!="/"}[${RATE}])))`,
                            legend: `p${share * 100}`,
                        })),
                    }),
                ],
            },
            {
                title: "The machine",
                panels: [
                    lines({
                        title: "CPU by part",
                        description: "Cores that shop and generator take.",
                        unit: "short",
                        targets: [
                            {
                                expr: `sum by (namespace) (rate(container_cpu_usage_seconds_total{namespace!="",container!=""}[${RATE}]))`,
                                legend: "{{namespace}}",
                            },
                        ],
                    }),
                    lines({
                        title: "Node",
                        description: "Share of all cores; above 80 % the machine itself is slow.",
                        unit: "percentunit",
                        max: 1,
                        threshold: { value: 0.8 },
                        targets: [
                            {
                                expr: `sum(rate(container_cpu_usage_seconds_total{id="/"}[${RATE}])) / sum(machine_cpu_cores)`,
                                legend: "CPU",
                            },
                        ],
                    }),
                    lines({
                        title: "Memory",
                        description: "Of the shop's containers and of the generator's.",
                        unit: "bytes",
                        targets: [
                            {
                                expr: `sum(container_memory_working_set_bytes{${SHOP},container!=""})`,
                                legend: "shop",
                            },
                            {
                                expr: `sum(container_memory_working_set_bytes{${LAB},container!=""})`,
                                legend: "load",
                            },
                        ],
                    }),
                ],
            },
        ],
    });
}
