import { dashboard } from "./dashboard.ts";
import { eventStream, logFigure, logGraph, logStream } from "./search-widgets.ts";
import { figure, graph, group, type Dashboard } from "./widgets.ts";

const SHOP = "kube_namespace:sock-shop";

function replicas(deployment: string): string {
    return `avg:kubernetes_state.deployment.replicas_available{${SHOP},kube_deployment:${deployment}}`;
}

/** What the shop depends on: payment, its gateway, the catalogue's database; incidents 3, 6 and 8 (section 7.9). */
export function dependencies(): Dashboard {
    return dashboard("Payment Gateway Health", "Ours, theirs, or the database's?", [
        graph("Stripe-Mock Pods", { replicas: replicas("stripe-mock") }),
        logGraph("Gateway Error Rate", `${SHOP} pod_name:payment* "Payment gateway error"`),
        logFigure(
            "Failed Order Count",
            `${SHOP} service:sock-shop-orders ("Payment failed for order" OR "PaymentResponse{authorised=false")`,
            { from: 3 },
        ),
        graph("Payment Health", {
            replicas: replicas("payment"),
            restarts: `max:kubernetes.containers.restarts{${SHOP},kube_deployment:payment}`,
        }),
        group("External Dependency Monitoring", [
            logStream("Connection Errors", `${SHOP} "connection refused" "stripe-mock"`),
            graph("Pod Comparison", {
                payment: replicas("payment"),
                "stripe-mock": replicas("stripe-mock"),
            }),
            logGraph(
                "External Error Rate",
                `${SHOP} ("Payment gateway error" OR "Connection refused")`,
                "service",
            ),
            eventStream(
                "Scaling of Stripe-Mock",
                `source:kubernetes ${SHOP} kube_deployment:stripe-mock (Scaled OR ScalingReplicaSet)`,
            ),
        ]),
        group("Catalogue Database", [
            graph("CPU of the Database, with Limit", {
                usage: `avg:kubernetes.cpu.usage.total{${SHOP},pod_name:catalogue-db*}`,
                limit: `avg:kubernetes.cpu.limits{${SHOP},pod_name:catalogue-db*} * 1000000000`,
            }),
            graph("Throttled Periods of the Database", {
                throttled: `sum:kubernetes.cpu.cfs.throttled.periods{${SHOP},pod_name:catalogue-db*}.as_count()`,
                all: `sum:kubernetes.cpu.cfs.periods{${SHOP},pod_name:catalogue-db*}.as_count()`,
            }),
            figure(
                "Orders' Network Sent",
                `avg:kubernetes.network.tx_bytes{${SHOP},pod_name:orders*}`,
            ),
            logStream("Catalogue Errors", `${SHOP} service:sock-shop-catalogue (error OR timeout)`),
            logStream(
                "Database, Catalogue and Front-End",
                `${SHOP} (container_name:catalogue-db OR service:sock-shop-catalogue OR service:sock-shop-front-end)`,
            ),
        ]),
    ]);
}
