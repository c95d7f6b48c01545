import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import { dashboard } from "../frame.ts";
import { lines, stat } from "../panels.ts";

const QUEUE = 'queue="shipping-task"';
const AMQP = 'protocol="amqp091"';
const RATE = "$__rate_interval";

const rateOf = (counter: string): string =>
    `sum(rate(rabbitmq_global_messages_${counter}_total{${AMQP}}[${RATE}]))`;
const totalOf = (counter: string): string =>
    `sum(rabbitmq_global_messages_${counter}_total{${AMQP}})`;

/** The documented dashboard "RabbitMQ Metrics - Sock Shop" (environment.md, section 6), and what tells 5, 5A and 5C apart. */
export function queueDashboard(): Dashboard {
    return dashboard({
        uid: "sockshop-queue",
        title: "Sock Shop / RabbitMQ Metrics",
        description:
            "The shipping queue: what is sent, what is taken, what waits. The counters are the broker's, which has this one queue.",
        rows: [
            {
                title: "Now",
                panels: [
                    stat({
                        title: "Current Queue Depth",
                        description: "Messages in shipping-task; 0 to 5 is normal.",
                        unit: "short",
                        targets: [
                            { expr: `sum(rabbitmq_queue_messages{${QUEUE}})`, legend: "depth" },
                        ],
                        threshold: { value: 3 },
                    }),
                    stat({
                        title: "Messages Ready",
                        description: "Those that nobody was given yet.",
                        unit: "short",
                        targets: [
                            {
                                expr: `sum(rabbitmq_queue_messages_ready{${QUEUE}})`,
                                legend: "ready",
                            },
                        ],
                        threshold: { value: 3 },
                    }),
                    stat({
                        title: "Active Consumers",
                        description:
                            "queue-master is one; 0 is an outage that nobody else notices.",
                        unit: "short",
                        targets: [
                            {
                                expr: `sum(rabbitmq_queue_consumers{${QUEUE}})`,
                                legend: "consumers",
                            },
                        ],
                        threshold: { value: 1, below: true },
                    }),
                    stat({
                        title: "Total Connections",
                        description: "Of shipping and queue-master.",
                        unit: "short",
                        targets: [{ expr: "sum(rabbitmq_connections)", legend: "connections" }],
                    }),
                ],
            },
            {
                title: "Flow",
                panels: [
                    lines({
                        title: "Messages Published Rate",
                        description: "What the broker was sent a second, refused ones included.",
                        unit: "cps",
                        targets: [{ expr: rateOf("received"), legend: "published" }],
                    }),
                    lines({
                        title: "Messages Delivered Rate",
                        description: "What consumers took and acknowledged a second.",
                        unit: "cps",
                        targets: [{ expr: rateOf("acknowledged"), legend: "acknowledged" }],
                    }),
                    lines({
                        title: "Depth, consumers and queue-master",
                        description:
                            "Without a consumer the depth grows (5); under a limit it stays at it while more is published (5A, 5C).",
                        unit: "short",
                        targets: [
                            { expr: `sum(rabbitmq_queue_messages{${QUEUE}})`, legend: "depth" },
                            {
                                expr: `sum(rabbitmq_queue_consumers{${QUEUE}})`,
                                legend: "consumers",
                            },
                            {
                                expr: 'kube_deployment_status_replicas_available{namespace="sock-shop",deployment="queue-master"}',
                                legend: "queue-master",
                            },
                        ],
                    }),
                    lines({
                        title: "Total Messages Published (Lifetime)",
                        description: "Since the broker started.",
                        unit: "short",
                        targets: [{ expr: totalOf("received"), legend: "published" }],
                    }),
                    lines({
                        title: "Total Messages Delivered (Lifetime)",
                        description: "Since the broker started.",
                        unit: "short",
                        targets: [{ expr: totalOf("acknowledged"), legend: "acknowledged" }],
                    }),
                    lines({
                        title: "Refused, and said so",
                        description:
                            "Published with a wish to be told, less what was confirmed: the broker's NACKs (5C). 0 for a publisher that does not ask (5A).",
                        unit: "short",
                        targets: [
                            {
                                expr: `${totalOf("received_confirm")} - ${totalOf("confirmed")}`,
                                legend: "refused",
                            },
                        ],
                    }),
                ],
            },
            {
                title: "Both ends",
                panels: [
                    lines({
                        title: "Shipments handled",
                        description: "What queue-master received a second, by its own count.",
                        unit: "cps",
                        targets: [
                            {
                                expr: `sum(rate(shipments_received_total[${RATE}]))`,
                                legend: "received",
                            },
                        ],
                    }),
                    lines({
                        title: "Shipping's answers",
                        description: "By status; 503 where the broker refused and shipping asked.",
                        unit: "reqps",
                        targets: [
                            {
                                expr: `sum by (status_code) (rate(request_duration_seconds_count{job="shipping",method="POST",route="/shipping"}[${RATE}]))`,
                                legend: "{{status_code}}",
                            },
                        ],
                    }),
                    lines({
                        title: "The broker's memory",
                        description: "Against the mark above which it holds publishers back.",
                        unit: "bytes",
                        targets: [
                            {
                                expr: "sum(rabbitmq_process_resident_memory_bytes)",
                                legend: "resident",
                            },
                            { expr: "sum(rabbitmq_resident_memory_limit_bytes)", legend: "mark" },
                        ],
                    }),
                ],
            },
        ],
    });
}
