import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { SHOP_NAMESPACE } from "../../../kit/labels.ts";
import { dashboard } from "../frame.ts";
import { lines } from "../panels.ts";

const SHOP = `namespace="${SHOP_NAMESPACE}"`;
const FRONT_END = `${SHOP},container="front-end"`;
const RATE = "$__rate_interval";
const HPA = "kube_horizontalpodautoscaler";

/** What an autoscaler sees, what it wants, and what the front-end would need (incident 7 and its fixed form). */
export function autoscalingDashboard(): Dashboard {
    return dashboard({
        uid: "sockshop-autoscaling",
        title: "Sock Shop / Autoscaling",
        description:
            "The front-end's autoscaler: what it goes by against what is used up. At rest there is none, and its panels are empty.",
        rows: [
            {
                title: "Autoscaler",
                panels: [
                    lines({
                        title: "Replicas",
                        description: "Wanted and present, between the least and the most allowed.",
                        unit: "short",
                        targets: ["desired", "current"]
                            .map((kind) => ({
                                expr: `${HPA}_status_${kind}_replicas{${SHOP}}`,
                                legend: kind,
                            }))
                            .concat(
                                ["min", "max"].map((kind) => ({
                                    expr: `${HPA}_spec_${kind}_replicas{${SHOP}}`,
                                    legend: kind,
                                })),
                            ),
                    }),
                    lines({
                        title: "What it goes by",
                        description:
                            "Current value of its metric and the target. Percentages are of the request, not of the limit.",
                        unit: "short",
                        targets: [
                            {
                                expr: `${HPA}_status_target_metric{${SHOP}}`,
                                legend: "{{metric_name}} {{metric_target_type}}",
                            },
                            {
                                expr: `${HPA}_spec_target_metric{${SHOP}}`,
                                legend: "target {{metric_name}}",
                            },
                        ],
                    }),
                    lines({
                        title: "Pods that serve",
                        description: "Of the front-end.",
                        unit: "short",
                        targets: [
                            {
                                expr: `kube_deployment_status_replicas_available{${SHOP},deployment="front-end"}`,
                                legend: "available",
                            },
                        ],
                    }),
                ],
            },
            {
                title: "What it should see",
                panels: [
                    lines({
                        title: "CPU of the limit",
                        description: "Of each front-end pod; at 100 % every visitor waits.",
                        unit: "percentunit",
                        max: 1,
                        threshold: { value: 0.9 },
                        targets: [
                            {
                                expr:
                                    `sum by (pod) (rate(container_cpu_usage_seconds_total{${FRONT_END}}[${RATE}])) / ` +
                                    `sum by (pod) (container_spec_cpu_quota{${FRONT_END}} / container_spec_cpu_period{${FRONT_END}})`,
                                legend: "{{pod}}",
                            },
                        ],
                    }),
                    lines({
                        title: "Memory of the request",
                        description:
                            "What an autoscaler by memory watches: it hardly moves under a load.",
                        unit: "percentunit",
                        targets: [
                            {
                                expr:
                                    `sum by (pod) (container_memory_working_set_bytes{${FRONT_END}}) / ` +
                                    `sum by (pod) (kube_pod_container_resource_requests{${FRONT_END},resource="memory"})`,
                                legend: "{{pod}}",
                            },
                        ],
                    }),
                    lines({
                        title: "Event loop",
                        description: "How late the front-end's turns are: 99 % are below.",
                        unit: "s",
                        targets: [
                            {
                                expr: 'max by (pod) (nodejs_eventloop_lag_p99_seconds{job="front-end"})',
                                legend: "{{pod}}",
                            },
                        ],
                    }),
                ],
            },
        ],
    });
}
