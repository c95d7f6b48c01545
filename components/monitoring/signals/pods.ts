import { OVERLOADED } from "./families.ts";
import { AT_ONCE, SHOP, risen } from "./fragments.ts";
import { signals } from "./signal.ts";

/** The workload that a pod of a Deployment belongs to, by its name. */
const OF_WORKLOAD = '"workload", "$1", "pod", "(.+)-[a-z0-9]+-[a-z0-9]+"';

/** Signals of containers that end and pods that come anew. */
export const POD_SIGNALS = signals(
    {
        name: "SockShopPodRestarting",
        group: "pods",
        meaning: "A container of the shop restarted within the last two minutes.",
        impact: "Requests that it was at are lost; while it starts, more are.",
        look: "Last termination reason and exit code, then CPU and memory against the limits.",
        severity: "critical",
        promql: { value: risen("kube_pod_container_status_restarts_total", "") },
        compare: ">",
        threshold: 0,
        unit: "count",
        holdFor: AT_ONCE,
        datadog: {
            type: "query alert",
            measure:
                "change(max(last_5m),last_5m):sum:kubernetes.containers.restarts{kube_namespace:sock-shop} by {pod_name}",
        },
        source: "environment.md 7.10, pod restart: any increase in 10 min; > 5 in 10 min",
        mended:
            "Within 2 min instead of 10, so that it is over when its incident is; and counted from 0 for a pod that is new, " +
            "whose first restart `increase` can't see.",
        firesIn: ["incident-1", "incident-2"],
        mayFireIn: ["incident-7", "incident-7-fixed"],
    },
    {
        name: "SockShopOutOfMemory",
        group: "pods",
        meaning: "A container of the shop was killed for using more memory than its limit.",
        impact: "Requests that it was at are lost, and it will happen again under the same load.",
        look: "Its memory limit, requests per second, and who changed which last.",
        severity: "critical",
        promql: {
            value:
                `kube_pod_container_status_last_terminated_reason{${SHOP},reason="OOMKilled"} * ` +
                `on (namespace, pod, container) ` +
                `(time() - kube_pod_container_status_last_terminated_timestamp{${SHOP}} < bool 300)`,
        },
        compare: ">",
        threshold: 0,
        unit: "count",
        most: 1,
        holdFor: AT_ONCE,
        datadog: {
            type: "query alert",
            measure:
                "max(last_5m):sum:kubernetes.containers.last_state.terminated{kube_namespace:sock-shop,reason:oomkilled} by {pod_name}",
        },
        source: "environment.md 7.8, view Incident 1 - Crash Events: OOMKilled",
        mended: "A metric: kills are events, and the documented view looks for them in logs, where they never are.",
        firesIn: ["incident-1"],
        mayFireIn: [],
    },
    {
        name: "SockShopCrashLooping",
        group: "pods",
        meaning:
            "A container of the shop is held back from its next start, since it crashed too often.",
        impact: "Longer outages with every crash: 10 s, 20 s, 40 s, up to 5 min.",
        look: "Last termination reason, then what the container needs and may not have.",
        severity: "critical",
        promql: {
            value: `kube_pod_container_status_waiting_reason{${SHOP},reason="CrashLoopBackOff"}`,
        },
        compare: ">",
        threshold: 0,
        unit: "count",
        most: 1,
        holdFor: AT_ONCE,
        datadog: {
            type: "query alert",
            measure:
                "max(last_1m):sum:kubernetes.containers.state.waiting{kube_namespace:sock-shop,reason:crashloopbackoff} by {pod_name}",
        },
        source: "environment.md 7.8, view Incident 1 - Crash Events: CrashLoopBackOff",
        firesIn: ["incident-1"],
        mayFireIn: OVERLOADED.filter((id) => id !== "incident-1"),
    },
    {
        name: "SockShopPodsReplaced",
        group: "pods",
        meaning: "Pods of three or more workloads were made anew within a minute.",
        impact: "Each one's service is away for seconds; requests fail here and there, and no restart is counted.",
        look: "Events `Killing` of the namespace, and who deletes pods.",
        severity: "warning",
        promql: {
            value:
                `count(count by (workload) (label_replace(` +
                `time() - last_over_time(kube_pod_created{${SHOP},pod!~"network-proxy-.*"}[1m]) < 60, ${OF_WORKLOAD})))`,
            // A shop that was just made has nothing but new pods.
            only: `time() - min(kube_deployment_created{${SHOP}}) > 120`,
        },
        compare: ">=",
        threshold: 3,
        unit: "count",
        holdFor: AT_ONCE,
        datadog: {
            type: "event-v2 alert",
            measure:
                'events("source:kubernetes kube_namespace:sock-shop Killing").rollup("count").last("5m")',
            threshold: 6,
        },
        source: "environment.md 7.9, Kubernetes Events: Created, Terminated; roadmap.md: random pod kills",
        firesIn: ["incident-11"],
        mayFireIn: [],
    },
);
