import { dashboard } from "./dashboard.ts";
import { eventStream, logGraph, logStream } from "./search-widgets.ts";
import { figure, graph, group, type Dashboard } from "./widgets.ts";

const SHOP = "kube_namespace:sock-shop";
const TASKS = "queue:shipping-task";

/** The queue that fails in silence: incidents 5, 5A and 5C (spec environment.md, section 7.9). */
export function queue(): Dashboard {
    return dashboard("Sock Shop Shipping Queue", "Orders succeed; does anything ship?", [
        // One graph: the three together are the diagnosis.
        graph("Depth, Consumers and Queue-Master Replicas", {
            messages: `avg:rabbitmq.queue.messages{${TASKS}}`,
            consumers: `avg:rabbitmq.queue.consumers{${TASKS}}`,
            replicas: `avg:kubernetes_state.deployment.replicas_available{${SHOP},kube_deployment:queue-master}`,
        }),
        figure("Current Queue Depth", `max:rabbitmq.queue.messages{${TASKS}}`, { from: 10 }),
        figure("Active Consumers", `max:rabbitmq.queue.consumers{${TASKS}}`),
        figure("Messages Ready", `max:rabbitmq.queue.messages_ready{${TASKS}}`),
        figure("Total Connections", "max:rabbitmq.connections{kube_namespace:sock-shop}"),
        eventStream(
            "Events of Queue-Master",
            `source:kubernetes ${SHOP} kube_deployment:queue-master`,
        ),
        group("Publisher and Consumer", [
            logGraph("Confirmed", `${SHOP} pod_name:shipping* "Message confirmed by RabbitMQ"`),
            logGraph("Rejected", `${SHOP} pod_name:shipping* "Message rejected by RabbitMQ"`),
            logStream(
                "ACK and NACK",
                `${SHOP} pod_name:shipping* ("Message confirmed by RabbitMQ" OR "Message rejected by RabbitMQ")`,
            ),
            logGraph("Orders 503 Count", `${SHOP} pod_name:orders* "503"`),
            logStream("Received Shipments", `${SHOP} pod_name:queue-master* "Received shipment"`),
            logStream(
                "Publisher and Consumer Together",
                `${SHOP} (service:sock-shop-shipping OR service:sock-shop-queue-master)`,
            ),
            graph("CPU of Queue-Master", {
                usage: `avg:kubernetes.cpu.usage.total{${SHOP},kube_deployment:queue-master}`,
            }),
        ]),
    ]);
}
