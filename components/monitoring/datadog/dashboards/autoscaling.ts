import { type Naming, nameIn } from "../naming.ts";
import { dashboard, nanocores } from "./dashboard.ts";
import { eventStream, logStream } from "./search-widgets.ts";
import { graph, group, type Dashboard } from "./widgets.ts";

const SHOP = "kube_namespace:sock-shop";
const FRONT_END = `${SHOP},kube_deployment:front-end`;
const PAGES = "horizontalpodautoscaler:front-end";

/** An autoscaler that looks at the wrong figure: incident 7 (spec environment.md, section 7.9). */
export function autoscaling(naming: Naming): Dashboard {
    return dashboard(
        nameIn(naming, "Incident-7 Overview"),
        "Does the autoscaler see what is short?",
        [
            graph("Front-End Restarts", {
                restarts: `max:kubernetes.containers.restarts{${FRONT_END}}`,
            }),
            graph(
                "Front-End CPU with Limit",
                {
                    usage: `avg:kubernetes.cpu.usage.total{${FRONT_END}}`,
                    limit: `avg:kubernetes.cpu.limits{${FRONT_END}} * 1000000000`,
                },
                { marks: { "300m": nanocores(300) } },
            ),
            graph("Front-End Memory with Limit", {
                usage: `avg:kubernetes.memory.usage{${FRONT_END}}`,
                limit: `avg:kubernetes.memory.limits{${FRONT_END}}`,
            }),
            graph("HPA Replicas", {
                current: `avg:kubernetes_state.hpa.current_replicas{${SHOP}} by {horizontalpodautoscaler}`,
                max: `avg:kubernetes_state.hpa.max_replicas{${SHOP}} by {horizontalpodautoscaler}`,
            }),
            logStream(
                "Front-End Errors",
                `${SHOP} service:sock-shop-front-end (SIGTERM OR "Exit status" OR crashed OR error)`,
            ),
            eventStream(
                "Front-End Events",
                `source:kubernetes ${SHOP} "front-end" (OOMKilled OR Killing OR Unhealthy)`,
            ),
            group("HPA Effectiveness Monitor", [
                graph("CPU of Limit, While at the Minimum", {
                    share: `avg:kubernetes.cpu.usage.total{${FRONT_END}} / (avg:kubernetes.cpu.limits{${FRONT_END}} * 1000000000)`,
                    "above minimum": `avg:kubernetes_state.hpa.current_replicas{${SHOP},${PAGES}} - avg:kubernetes_state.hpa.min_replicas{${SHOP},${PAGES}}`,
                }),
                graph("Current and Desired", {
                    current: `avg:kubernetes_state.hpa.current_replicas{${SHOP},${PAGES}}`,
                    desired: `avg:kubernetes_state.hpa.desired_replicas{${SHOP},${PAGES}}`,
                }),
                graph("What It Watches, and What Is Short", {
                    memory: `avg:kubernetes.memory.usage{${FRONT_END}} / avg:kubernetes.memory.limits{${FRONT_END}}`,
                    cpu: `avg:kubernetes.cpu.usage.total{${FRONT_END}} / (avg:kubernetes.cpu.limits{${FRONT_END}} * 1000000000)`,
                }),
                graph("Front-End Traffic", {
                    bytes: `avg:kubernetes.network.rx_bytes{${FRONT_END}}`,
                }),
                graph("Front-End CPU Throttled", {
                    seconds: `avg:kubernetes.cpu.cfs.throttled.seconds{${FRONT_END}}`,
                }),
            ]),
        ],
    );
}
