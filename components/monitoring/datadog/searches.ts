import { type DocumentedName, nameIn, type Naming, OF_LAB, showsLab } from "./naming.ts";

/**
 * The documents' searches of logs and events, by incident (spec incidents.md, the "Datadog" lines). Where a document's own
 * finds nothing, the one that does stands here; `docs/datadog.md` has both.
 */
export interface Search {
    title: string;
    query: string;
    of: "logs" | "events";
}

const SHOP = "kube_namespace:sock-shop";

function logs(title: string, query: string): Search {
    return { title, query: `${SHOP} ${query}`, of: "logs" };
}

function events(title: string, query: string): Search {
    return { title, query: `source:kubernetes ${SHOP} ${query}`, of: "events" };
}

export const SEARCHES: Readonly<Partial<Record<DocumentedName, readonly Search[]>>> = {
    "Incident 1": [
        logs("SIGTERM", "SIGTERM"),
        logs("Connection refused", '"Connection refused"'),
        logs("Front-end errors", "service:sock-shop-front-end status:error"),
        events("OOM kills", "OOMKilled"),
    ],
    "Incident 2": [
        logs("Crash lines", '("Connection refused" OR SIGTERM OR "Connection timeout")'),
        logs("Front-end", "service:sock-shop-front-end"),
        logs("Catalogue", "service:sock-shop-catalogue"),
        logs("User", "service:sock-shop-user"),
    ],
    "Incident 3": [
        logs("Status updated", 'service:sock-shop-orders "status updated to PAYMENT_FAILED"'),
        logs("Payment failed", 'service:sock-shop-orders "Payment failed for order"'),
        logs("Payment refused", 'service:sock-shop-orders "Connection refused"'),
        logs("Payment's own lines (a gap)", "service:sock-shop-payment"),
        logs("Requests to payment", 'service:sock-shop-orders "Sending payment request"'),
        logs(
            "Good or failed",
            'service:sock-shop-orders ("payment successful" OR "Payment failed")',
        ),
        logs("The word ERROR", 'service:sock-shop-orders "ERROR"'),
    ],
    "Incidents 4, 4B and 4C": [
        {
            title: "Load generator",
            query: `${OF_LAB} (pod_name:locust* OR pod_name:load*)`,
            of: "logs",
        },
    ],
    "Incident 5": [
        logs("Consumer", "service:sock-shop-queue-master"),
        logs("Publisher", "service:sock-shop-shipping"),
        logs("Orders", "service:sock-shop-orders"),
        logs("Both ends", "(service:sock-shop-shipping OR service:sock-shop-queue-master)"),
        events("Scaling of queue-master", "kube_deployment:queue-master"),
    ],
    "Incident 5A": [
        logs("Publisher's errors (none)", "service:sock-shop-shipping status:error"),
        logs("Received tasks", 'service:sock-shop-queue-master "Received shipment task"'),
    ],
    "Incident 5C": [
        logs("Rejected", 'pod_name:shipping* "Message rejected by RabbitMQ"'),
        logs("Confirmed", 'pod_name:shipping* "Message confirmed by RabbitMQ"'),
        logs("Orders answered 503", 'pod_name:orders* "503"'),
        logs("Publisher confirms", 'pod_name:shipping* "publisher confirms"'),
        logs("Received shipments", 'pod_name:queue-master* "Received shipment"'),
        logs("Errors but the catalogue's", "status:error -pod_name:catalogue*"),
    ],
    "Incident 6": [
        logs("Gateway errors", 'pod_name:payment* "Payment gateway error"'),
        logs("Gateway refused", '"connection refused" "stripe-mock"'),
        logs("Declined orders", 'service:sock-shop-orders "PaymentResponse{authorised=false"'),
        events(
            "Scaling of the gateway",
            "kube_deployment:stripe-mock (Scaled OR ScalingReplicaSet)",
        ),
    ],
    "Incident 7": [
        logs("Front-end errors", "service:sock-shop-front-end status:error"),
        logs(
            "Front-end ends",
            'service:sock-shop-front-end (SIGTERM OR "Exit status" OR crashed OR error)',
        ),
        events("Front-end killed", '"front-end" (OOMKilled OR Killing OR Unhealthy)'),
    ],
    "Incident 8": [
        logs("Catalogue errors", "service:sock-shop-catalogue (error OR timeout)"),
        logs("Database", "container_name:catalogue-db"),
        logs(
            "Three tiers",
            "(container_name:catalogue-db OR service:sock-shop-catalogue OR service:sock-shop-front-end)",
        ),
        events("Database updated", "kube_deployment:catalogue-db"),
    ],
};

/** The same by heading, called as wanted, without those that find nothing then. */
export function searches(naming: Naming): [heading: string, searches: readonly Search[]][] {
    const shown = ({ query }: Search): boolean => showsLab(naming) || !query.includes(OF_LAB);
    return (Object.entries(SEARCHES) as [DocumentedName, readonly Search[]][])
        .map(([documented, all]): [string, Search[]] => [
            nameIn(naming, documented),
            all.filter(shown),
        ])
        .filter(([, found]) => found.length > 0);
}
