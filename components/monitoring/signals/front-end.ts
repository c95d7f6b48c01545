import { OVERLOADED, PURE_LATENCY, STARVED_DATABASE } from "./families.ts";
import {
    AT_ONCE,
    ONCE_MORE,
    SETTLED,
    SHOP,
    available,
    cpuShare,
    quantile,
    risen,
} from "./fragments.ts";
import { signals } from "./signal.ts";

const DATADOG = "kube_namespace:sock-shop,kube_deployment:front-end";
const DATADOG_CONTAINER = "kube_namespace:sock-shop,kube_container_name:front-end";

/** Signals of the one service that every visitor talks to. */
export const FRONT_END_SIGNALS = signals(
    {
        name: "SockShopFrontEndCpuHigh",
        group: "front-end",
        meaning: "The front-end uses nearly all the CPU that its limit allows.",
        impact: "Every page waits. What comes next are failed probes and restarts.",
        look: "Front-end's CPU against its limit, requests per second, the autoscaler if there is one.",
        severity: "warning",
        promql: { value: cpuShare("front-end") },
        compare: ">=",
        threshold: 0.8,
        unit: "share",
        holdFor: ONCE_MORE,
        datadog: {
            type: "query alert",
            measure:
                `avg(last_1m):sum:kubernetes.cpu.usage.total{${DATADOG_CONTAINER}} / ` +
                `(sum:kubernetes.cpu.limits{${DATADOG_CONTAINER}} * 1000000000)`,
        },
        source: "environment.md 7.10, front-end CPU: > 250m for 5 min, which is 83 % of the documented 300m",
        mended:
            "A share of the limit in force: > 400m can never be under a limit of 300m, and 250m not under the 200m of " +
            "incidents 2, 4 and 7. The mean of 45 s in the place of 5 min, since an overload is over by then.",
        firesIn: [...PURE_LATENCY, "incident-7"],
        mayFireIn: ["incident-1", "incident-2", "incident-7-fixed"],
    },
    {
        name: "SockShopFrontEndMemoryHigh",
        group: "front-end",
        meaning: "The front-end's working set is near its memory limit.",
        impact: "The next visitors may get it killed.",
        look: "Working set against the limit, restarts, last termination reason.",
        severity: "warning",
        promql: {
            value:
                `max(container_memory_working_set_bytes{${SHOP},container="front-end"} / ` +
                `container_spec_memory_limit_bytes{${SHOP},container="front-end"})`,
        },
        compare: ">",
        threshold: 0.8,
        unit: "share",
        holdFor: AT_ONCE,
        datadog: {
            type: "query alert",
            measure:
                `max(last_1m):max:kubernetes.memory.working_set{${DATADOG_CONTAINER}} / ` +
                `max:kubernetes.memory.limits{${DATADOG_CONTAINER}}`,
        },
        source: "environment.md 7.10, front-end memory: > 80 % of the limit (> 450Mi, near 1000Mi)",
        mended: "Of the limit in force; 450Mi is a figure of another front-end, this one needs 33Mi to 135Mi.",
        firesIn: [],
        mayFireIn: ["incident-1"],
        guard:
            "In incident 1 the way from rest to the kill takes seconds, which two scrapes may miss; " +
            "SockShopOutOfMemory is the one that can't.",
    },
    {
        name: "SockShopFrontEndSlow",
        group: "front-end",
        meaning: "One product page in twenty takes more than a second.",
        impact: "Visitors wait, and leave.",
        look: "The same for catalogue, then CPU of front-end, catalogue and catalogue-db against their limits.",
        severity: "warning",
        promql: { value: quantile(0.95, "front-end", 'method="get",route=~"/catalogue.*"') },
        compare: ">",
        threshold: 1,
        unit: "seconds",
        // The front-end's largest bucket ends at 10 s; above it the quantile says 10.
        most: 10,
        holdFor: SETTLED,
        datadog: {
            type: "query alert",
            measure: `avg(last_1m):p95:sockshop.request_duration_seconds{${DATADOG},method:get,route:/catalogue*}`,
        },
        source: "environment.md 7.10, response time: P95 > 1000 ms for 3 min; > 1 s for 2 min",
        mended:
            "Of the front-end's own histogram: the documented one asks for `trace.*`, which nobody writes (no APM). " +
            "Product pages only, or the kubelet's probes would be half of what is measured.",
        // At three times what it can, its own P95 was 2.4 s in the first scrape and above 4 s from then on.
        firesIn: [...PURE_LATENCY, "incident-8-slow"],
        mayFireIn: [...OVERLOADED, ...STARVED_DATABASE.filter((id) => id !== "incident-8-slow")],
    },
    {
        name: "SockShopFrontEndDown",
        group: "front-end",
        meaning: "No front-end can serve.",
        impact: "Nobody reaches the shop.",
        look: "Restarts, last termination reason and events of the front-end's pod.",
        severity: "critical",
        promql: { value: available("front-end") },
        compare: "<",
        threshold: 1,
        unit: "count",
        holdFor: AT_ONCE,
        datadog: {
            type: "query alert",
            measure: `max(last_1m):max:kubernetes_state.deployment.replicas_available{${DATADOG}}`,
        },
        source: "environment.md 7.10, service: front-end down > 1 min",
        mended:
            "Without a hold: a front-end that crashes comes back between two crashes, so it is never down for a minute. " +
            "An update keeps the old pod until the new one serves.",
        firesIn: ["incident-1"],
        mayFireIn: OVERLOADED.filter((id) => id !== "incident-1"),
    },
    {
        name: "SockShopProbesFailing",
        group: "front-end",
        meaning: "A container does not answer the kubelet's liveness probe.",
        impact: "Three in a row, and the kubelet kills it.",
        look: "CPU and event loop of that container; how long its probe may take.",
        severity: "warning",
        promql: {
            value: risen("prober_probe_total", 'probe_type="Liveness",result="failed"'),
        },
        compare: ">",
        threshold: 0,
        unit: "count",
        holdFor: AT_ONCE,
        datadog: {
            type: "event-v2 alert",
            measure:
                'events("source:kubernetes kube_namespace:sock-shop Unhealthy \\"Liveness probe failed\\"").rollup("count").last("5m")',
        },
        source: "incidents.md, incident 2: Unhealthy events before each restart",
        firesIn: ["incident-2"],
        mayFireIn: [
            ...OVERLOADED.filter((id) => id !== "incident-2"),
            ...STARVED_DATABASE,
            "incident-11",
        ],
    },
);
