import { AT_ONCE, ONCE_MORE, SHOP, cpuShare } from "./fragments.ts";
import { signals } from "./signal.ts";

const HPA = "kube_horizontalpodautoscaler";
const DATADOG = "kube_namespace:sock-shop";
const DATADOG_CONTAINER = "kube_namespace:sock-shop,kube_container_name:front-end";

/** Signals of the front-end's autoscaler, where it has one. */
export const AUTOSCALING_SIGNALS = signals(
    {
        name: "SockShopAutoscalerIdle",
        group: "autoscaling",
        meaning:
            "The front-end's CPU is used up, and its autoscaler wants no more pods than its least.",
        impact: "Every page waits, though more front-ends could be had.",
        look: "Which metric the autoscaler goes by, and its current value.",
        severity: "critical",
        promql: {
            value: cpuShare("front-end"),
            only:
                `${HPA}_status_desired_replicas{${SHOP}} == ` +
                `on (namespace, horizontalpodautoscaler) ${HPA}_spec_min_replicas{${SHOP}}`,
        },
        compare: ">=",
        threshold: 0.9,
        unit: "share",
        holdFor: ONCE_MORE,
        datadog: {
            type: "query alert",
            // Nobody measures where it wants more: the second factor is 0 then, and 1 at the least.
            measure:
                `avg(last_1m):(sum:kubernetes.cpu.usage.total{${DATADOG_CONTAINER}} / ` +
                `(sum:kubernetes.cpu.limits{${DATADOG_CONTAINER}} * 1000000000)) * ` +
                `clamp_min(1 - (sum:kubernetes_state.hpa.desired_replicas{${DATADOG}} - ` +
                `sum:kubernetes_state.hpa.min_replicas{${DATADOG}}), 0)`,
        },
        source: "environment.md 7.10, HPA ineffective: CPU ≥ 90–95 % of the limit and current = min replicas",
        mended:
            "Replicas wanted instead of present: one that scales up a moment too late is not ineffective. " +
            "Hold of some seconds instead of minutes.",
        firesIn: ["incident-7"],
        mayFireIn: [],
    },
    {
        name: "SockShopAutoscalerScaling",
        group: "autoscaling",
        meaning: "The front-end's autoscaler wants more pods than its least.",
        impact: "None: it answers load as it should.",
        look: "Requests per second, and whether latency falls once the pods are there.",
        severity: "info",
        promql: {
            value:
                `${HPA}_status_desired_replicas{${SHOP}} - ` +
                `on (namespace, horizontalpodautoscaler) ${HPA}_spec_min_replicas{${SHOP}}`,
        },
        compare: ">",
        threshold: 0,
        unit: "count",
        holdFor: AT_ONCE,
        datadog: {
            type: "query alert",
            measure:
                `max(last_1m):max:kubernetes_state.hpa.desired_replicas{${DATADOG}} by {horizontalpodautoscaler} - ` +
                `max:kubernetes_state.hpa.min_replicas{${DATADOG}} by {horizontalpodautoscaler}`,
        },
        source: "incidents.md, incident 7, fixed form: 1 → 5 → 8 replicas, SuccessfulRescale",
        firesIn: ["incident-7-fixed"],
        mayFireIn: [],
    },
    {
        name: "SockShopAutoscalerLagging",
        group: "autoscaling",
        meaning: "The front-end's autoscaler has not got the pods that it wants for five minutes.",
        impact: "Load is answered by fewer pods than it needs.",
        look: "Pods that are Pending, and the room on the node.",
        severity: "warning",
        promql: {
            value:
                `abs(${HPA}_status_desired_replicas{${SHOP}} - ` +
                `on (namespace, horizontalpodautoscaler) ${HPA}_status_current_replicas{${SHOP}})`,
        },
        compare: ">",
        threshold: 0,
        unit: "count",
        holdFor: "5m",
        datadog: {
            type: "query alert",
            measure:
                `min(last_5m):abs(max:kubernetes_state.hpa.desired_replicas{${DATADOG}} by {horizontalpodautoscaler} - ` +
                `max:kubernetes_state.hpa.current_replicas{${DATADOG}} by {horizontalpodautoscaler})`,
        },
        source: "environment.md 7.10, HPA ineffective: desired ≠ current for > 5 min",
        firesIn: [],
        mayFireIn: ["incident-7-fixed"],
        guard: "The autoscaler of incident 7's fixed form asks for four pods, and the node has room for them.",
    },
);
