import { OVERLOADED, PURE_LATENCY, STARVED_DATABASE } from "./families.ts";
import { SHOP, TWO_SCRAPES, available } from "./fragments.ts";
import { signals } from "./signal.ts";

const STORES = "catalogue-db|user-db|carts-db|orders-db|session-db|rabbitmq";
const SERVICES = "catalogue|user|carts|orders|shipping";
const BUSY = [...OVERLOADED, ...PURE_LATENCY, ...STARVED_DATABASE];

function datadogReplicas(deployments: string): string {
    const any = deployments.split("|").join(" OR kube_deployment:");
    return (
        "max(last_1m):max:kubernetes_state.deployment.replicas_available" +
        `{kube_namespace:sock-shop AND (kube_deployment:${any})} by {kube_deployment}`
    );
}

/** Signals of what all stand on. They are for what the lab doesn't break: none of its incidents is theirs. */
export const PLATFORM_SIGNALS = signals(
    {
        name: "SockShopServiceDown",
        group: "platform",
        meaning: "A service of the shop has no replica that serves.",
        impact: "What needs it fails: products, accounts, carts, orders or shipments.",
        look: "Replicas wanted, events and restarts of that Deployment.",
        severity: "critical",
        promql: { value: available(SERVICES) },
        compare: "<",
        threshold: 1,
        unit: "count",
        holdFor: TWO_SCRAPES,
        datadog: { type: "query alert", measure: datadogReplicas(SERVICES) },
        source: "environment.md 7.10, service: front-end, orders, payment down > 1 min",
        mended: "All that have no signal of their own. 20 s: a pod that is replaced is away for 2 to 3 s.",
        firesIn: [],
        mayFireIn: ["incident-11"],
        guard: "No incident takes one of them away for longer than a pod needs to come back.",
    },
    {
        name: "SockShopStoreDown",
        group: "platform",
        meaning: "A store of the shop, or its broker, has not served for half a minute.",
        impact: "What is kept there can't be read or written.",
        look: "Events and restarts of that Deployment, then its volume.",
        severity: "critical",
        promql: { value: available(STORES) },
        compare: "<",
        threshold: 1,
        unit: "count",
        holdFor: "30s",
        datadog: { type: "query alert", measure: datadogReplicas(STORES) },
        source: "environment.md 7.10, DB: any down > 30 s",
        firesIn: [],
        mayFireIn: STARVED_DATABASE,
        guard: "A starved database starts anew with its new limit, within half a minute or after; else no store goes.",
    },
    {
        name: "SockShopTelemetryLost",
        group: "platform",
        meaning: "A pod of the shop is there and does not answer Prometheus.",
        impact: "What is not measured can't be seen to break.",
        look: "Prometheus's page of targets: the error, and how long the last scrape took.",
        severity: "warning",
        promql: { value: `up{${SHOP}}` },
        compare: "<",
        threshold: 1,
        unit: "count",
        most: 1,
        // A pod that goes just when it is asked leaves a 0 that stays for two scrapes and five seconds.
        holdFor: "45s",
        datadog: {
            type: "query alert",
            measure:
                "min(last_1m):min:kubernetes_state.pod.ready{kube_namespace:sock-shop,condition:true} by {pod_name}",
        },
        source: 'environment.md 6, targets up: up{namespace="sock-shop"}',
        firesIn: [],
        mayFireIn: [...BUSY, "incident-11"],
        guard: "An overloaded front-end may or may not answer a scrape within 10 s.",
    },
    {
        name: "SockShopNodeCpuHigh",
        group: "platform",
        meaning: "The node's CPUs are busy for more than four fifths.",
        impact: "Everything is slower than its own limits explain, the measuring included.",
        look: "CPU by namespace: the shop, the load, or something else on this machine.",
        severity: "warning",
        promql: {
            value: 'sum(rate(container_cpu_usage_seconds_total{id="/"}[1m])) / sum(machine_cpu_cores)',
        },
        compare: ">",
        threshold: 0.8,
        unit: "share",
        holdFor: "1m",
        datadog: {
            type: "query alert",
            measure: "avg(last_5m):100 - avg:system.cpu.idle{kube_cluster_name:sockshop-kind}",
            threshold: 80,
        },
        source: "environment.md 7.10, node: CPU > 80 %",
        firesIn: [],
        mayFireIn: BUSY,
        guard: "How much of the machine a load takes depends on the machine.",
    },
    {
        name: "SockShopNodeMemoryHigh",
        group: "platform",
        meaning: "More than 85 % of the node's memory is in use.",
        impact: "The kernel will kill containers that are within their limits.",
        look: "Working sets by namespace.",
        severity: "critical",
        promql: {
            value: 'sum(container_memory_working_set_bytes{id="/"}) / sum(machine_memory_bytes)',
        },
        compare: ">",
        threshold: 0.85,
        unit: "share",
        holdFor: "1m",
        datadog: {
            type: "query alert",
            measure: "avg(last_5m):1 - avg:system.mem.pct_usable{kube_cluster_name:sockshop-kind}",
        },
        source: "environment.md 7.10, node: mem > 85 %",
        firesIn: [],
        mayFireIn: [],
        guard: "No incident fills the node's memory.",
    },
);
