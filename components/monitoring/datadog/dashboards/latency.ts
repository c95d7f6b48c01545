import { type Naming, nameIn, OF_LAB, showsLab } from "../naming.ts";
import { dashboard, nanocores } from "./dashboard.ts";
import { logGraph, logStream } from "./search-widgets.ts";
import { graph, type Dashboard } from "./widgets.ts";

const SHOP = "kube_namespace:sock-shop";
const FRONT_END = `${SHOP},kube_deployment:front-end`;

/** Slow without a crash: incidents 2, 4, 4B and 4C (spec environment.md, section 7.9). */
export function latency(naming: Naming): Dashboard {
    return dashboard(
        nameIn(naming, "INCIDENT-4 Pure Latency Analysis"),
        "Slow, and nothing restarts.",
        [
            graph(
                "Front-End CPU During Load Test",
                { usage: `avg:kubernetes.cpu.usage.total{${FRONT_END}}` },
                { marks: { "180m": nanocores(180), "220m": nanocores(220) } },
            ),
            graph(
                "Front-End Crashes",
                { restarts: `max:kubernetes.containers.restarts{${FRONT_END}}` },
                { display: "area" },
            ),
            // The generator runs in the lab's namespace, apart from what is investigated.
            ...(showsLab(naming)
                ? [
                      logStream(
                          "Locust Test Real-Time Statistics",
                          `${OF_LAB} (pod_name:locust* OR pod_name:load*) Aggregated`,
                      ),
                  ]
                : []),
            logGraph("Error Count Over Time", `${SHOP} status:error`),
            graph("Backend Restarts (should be flat)", {
                restarts: `max:kubernetes.containers.restarts{${SHOP},!kube_deployment:front-end} by {kube_deployment}`,
            }),
            graph(
                "Response Time of the Front-End",
                {
                    p50: `p50:sockshop.request_duration_seconds{${FRONT_END}}`,
                    p95: `p95:sockshop.request_duration_seconds{${FRONT_END}}`,
                    p99: `p99:sockshop.request_duration_seconds{${FRONT_END}}`,
                },
                { marks: { "1 s": 1, "2 s": 2 } },
            ),
            graph("CPU Throttled of the Front-End", {
                seconds: `avg:kubernetes.cpu.cfs.throttled.seconds{${FRONT_END}}`,
            }),
            graph("CPU of Backends", {
                usage: `avg:kubernetes.cpu.usage.total{${SHOP},!kube_deployment:front-end} by {kube_deployment}`,
            }),
        ],
    );
}
