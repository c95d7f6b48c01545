/** The metrics that reach Datadog: what a query reads besides is a graph that stays empty for ever. */
import { parseMetricQuery, type MetricQuery } from "./query/metric-query.ts";
import { parseMonitorQuery } from "./query/monitor-query.ts";

/** Prefix of the shop's own histograms, and of what the agent reads of RabbitMQ. */
export const SHOP_METRICS = "sockshop";
export const BROKER_METRICS = "rabbitmq";

/** What the agent reads of the broker: its exposition's name to ours, the names of the native check (spec 7.6). */
export const BROKER_NAMES = {
    rabbitmq_queue_messages: "queue.messages",
    rabbitmq_queue_messages_ready: "queue.messages_ready",
    rabbitmq_queue_messages_unacked: "queue.messages_unacknowledged",
    rabbitmq_queue_consumers: "queue.consumers",
    rabbitmq_connections: "connections",
} as const;

/** The kubelet's, cAdvisor's among them. */
const KUBELET = [
    "containers.running",
    "containers.restarts",
    "containers.state.waiting",
    "containers.last_state.terminated",
    "cpu.usage.total",
    "cpu.limits",
    "cpu.cfs.periods",
    "cpu.cfs.throttled.periods",
    "cpu.cfs.throttled.seconds",
    "memory.usage",
    "memory.working_set",
    "memory.limits",
    "network.rx_bytes",
    "network.tx_bytes",
].map((name) => `kubernetes.${name}`);

/** Of the cluster agent's `kubernetes_state_core`. */
const STATE = [
    "deployment.replicas",
    "deployment.replicas_available",
    "deployment.replicas_desired",
    "deployment.replicas_ready",
    "deployment.replicas_unavailable",
    "hpa.current_replicas",
    "hpa.desired_replicas",
    "hpa.max_replicas",
    "hpa.min_replicas",
    "pod.ready",
    "pod.status_phase",
    "replicaset.replicas_ready",
].map((name) => `kubernetes_state.${name}`);

/** Of the node that the agent runs on. */
const HOST = [
    "system.cpu.idle",
    "system.cpu.user",
    "system.load.norm.1",
    "system.mem.pct_usable",
    "system.disk.in_use",
];

/** Every metric that exists, and where it comes from. */
export const KNOWN_METRICS: ReadonlyMap<string, string> = new Map([
    ...KUBELET.map((name) => [name, "kubelet check"] as const),
    ...STATE.map((name) => [name, "kubernetes_state_core check"] as const),
    ...HOST.map((name) => [name, "host checks"] as const),
    ...Object.values(BROKER_NAMES).map(
        (name) => [`${BROKER_METRICS}.${name}`, "OpenMetrics check of the broker"] as const,
    ),
    [`${SHOP_METRICS}.request_duration_seconds`, "OpenMetrics check of each service"],
]);

/**
 * What is wrong with a metric query: its grammar, or a metric that nobody sends. Undefined where nothing is.
 */
export function metricQueryFault(query: string): string | undefined {
    return faultOf(() => parseMetricQuery(query));
}

/** The same of a monitor's query; those of logs and events read no metric. */
export function monitorQueryFault(query: string): string | undefined {
    return faultOf(() => parseMonitorQuery(query));
}

function faultOf(parse: () => Pick<MetricQuery, "metrics">): string | undefined {
    try {
        const unknown = parse().metrics.filter((metric) => !KNOWN_METRICS.has(metric));
        return unknown.length === 0 ? undefined : `nobody sends ${unknown.map(explain).join(", ")}`;
    } catch (error) {
        if (error instanceof Error) return error.message;
        throw error;
    }
}

function explain(metric: string): string {
    return metric.startsWith("trace.") ? `${metric} (the shop has no APM)` : metric;
}
