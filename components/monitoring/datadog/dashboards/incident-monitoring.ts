import { type Naming, nameIn } from "../naming.ts";
import { savedViews } from "../saved-views.ts";
import type { Site } from "../settings.ts";
import { dashboard, nanocores } from "./dashboard.ts";
import { eventStream, logRanking, logStream, openLogs } from "./search-widgets.ts";
import {
    figure,
    graph,
    group,
    monitorStates,
    objectives,
    ranking,
    type Dashboard,
} from "./widgets.ts";

const SHOP = "kube_namespace:sock-shop";

/** The documents' dashboard (spec environment.md, section 7.9, S1): its five widgets first, then what they leave open. */
export function incidentMonitoring(site: Site, naming: Naming): Dashboard {
    return dashboard(
        nameIn(naming, "Sock Shop Incident Monitoring"),
        "The shop at a glance, and the saved log views.",
        [
            graph("Pod Status", {
                running: `sum:kubernetes.containers.running{${SHOP}} by {pod_name}`,
            }),
            graph(
                "CPU Usage",
                { usage: `avg:kubernetes.cpu.usage.total{${SHOP}} by {pod_name}` },
                { marks: { "250m": nanocores(250) } },
            ),
            // The document asks for trace.http.request.duration, which a shop without APM never sends.
            graph(
                "Response Time (P95)",
                { p95: `p95:sockshop.request_duration_seconds{${SHOP}} by {kube_deployment}` },
                { marks: { "1000 ms": 1 } },
            ),
            logRanking("Error Log Count", `status:error ${SHOP}`, "service"),
            // One figure has no groups: the sum here, each pod's below.
            figure("Pod Restart Count", `sum:kubernetes.containers.restarts{${SHOP}}`, { from: 1 }),
            group("Now", [
                monitorStates("Monitors", ["managed-by:pulumi", "project:sock-shop"]),
                objectives("Objectives", "project:sock-shop"),
                ranking(
                    "Pod Restarts by Pod",
                    `sum:kubernetes.containers.restarts{${SHOP}} by {pod_name}`,
                ),
                eventStream("Kubernetes Events", `source:kubernetes ${SHOP}`),
            ]),
            group("Resources", [
                graph("Memory by Pod", {
                    usage: `avg:kubernetes.memory.usage{${SHOP}} by {pod_name}`,
                }),
                graph("Memory of the Front-End", {
                    usage: "avg:kubernetes.memory.usage{kube_namespace:sock-shop,pod_name:front-end*}",
                    limit: "avg:kubernetes.memory.limits{kube_namespace:sock-shop,pod_name:front-end*}",
                }),
                graph("CPU Throttled", {
                    seconds: `avg:kubernetes.cpu.cfs.throttled.seconds{${SHOP}} by {pod_name}`,
                }),
                graph("Network Received", {
                    bytes: `avg:kubernetes.network.rx_bytes{${SHOP}} by {pod_name}`,
                }),
                graph("Network Sent", {
                    bytes: `avg:kubernetes.network.tx_bytes{${SHOP}} by {pod_name}`,
                }),
                figure("Running Pods", `sum:kubernetes.containers.running{${SHOP}}`),
            ]),
            group(
                "Saved Views",
                savedViews(naming).flatMap(({ name, query, note }) => [
                    openLogs(site, name, query, note),
                    logStream(name, query),
                ]),
            ),
        ],
    );
}
