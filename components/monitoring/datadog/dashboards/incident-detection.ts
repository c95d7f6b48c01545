import { type Naming, nameIn } from "../naming.ts";
import { dashboard } from "./dashboard.ts";
import { eventStream, logFigure, logGraph, logStream } from "./search-widgets.ts";
import { graph, type Dashboard } from "./widgets.ts";

const SHOP = "kube_namespace:sock-shop";

/** The analysis guide's dashboard (spec environment.md, section 7.9). */
export function incidentDetection(naming: Naming): Dashboard {
    return dashboard(
        nameIn(naming, "Sock-Shop Incident Detection"),
        "What is wrong, before anybody says so.",
        [
            graph("Deployment Replica Counts", {
                available: `avg:kubernetes_state.deployment.replicas_available{${SHOP}} by {kube_deployment}`,
            }),
            graph("Pod CPU Usage", {
                usage: `avg:kubernetes.cpu.usage.total{${SHOP}} by {pod_name}`,
                limit: `avg:kubernetes.cpu.limits{${SHOP}} by {pod_name} * 1000000000`,
            }),
            logStream("Error Log Stream", `${SHOP} status:error`),
            logFigure("Service Error Count", `${SHOP} status:error`, { from: 10 }),
            logGraph("Errors by Service", `${SHOP} status:error`, "service"),
            eventStream(
                "Kubernetes Events",
                `source:kubernetes ${SHOP} (Scaled OR Created OR Terminated OR OOMKilled)`,
            ),
            logStream("Front-End Log Stream", `${SHOP} service:sock-shop-front-end`),
            graph("Restarts by Pod", {
                restarts: `max:kubernetes.containers.restarts{${SHOP}} by {pod_name}`,
            }),
        ],
    );
}
