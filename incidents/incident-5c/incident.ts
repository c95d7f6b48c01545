import { catalogueFails, isAtZero, isUnavailable, restartAnywhere } from "../criteria/health.ts";
import { linesSaid } from "../criteria/log-lines.ts";
import { ordersAnswer, ordersShip, ordersStayPaid, shippedAfterPaid } from "../criteria/orders.ts";
import { depthStops, limitInForce, restRefused, threeReceived } from "../criteria/queue-limit.ts";
import { drained, noConsumer, RECEIVED } from "../criteria/queue.ts";
import type { Incident } from "../incident.ts";

const REJECTED = "Message rejected by RabbitMQ: Unknown";
const PAID = "Shipping failed for order …, which stays PAID: …HttpServerErrorException: 503 null";

/** Blocked queue, as in 5a, with a publisher that asks: who orders once it is full reads an error. */
export const incident5c: Incident = {
    id: "incident-5c",
    title: "Queue blocked, visibly",
    needs: ["order-status", "publisher-confirms", "error-banners", "broker-refuses"],
    looks: {
        orders: true,
        broker: true,
        brokerPolicy: true,
        deployments: true,
        logs: [
            RECEIVED,
            { name: REJECTED, workload: "shipping", text: /Message rejected by RabbitMQ: Unknown/ },
            {
                name: PAID,
                workload: "orders",
                text: /Shipping failed for order \w+, which stays PAID: .*HttpServerErrorException: 503 null/,
            },
        ],
    },
    must: [
        limitInForce("incidents.md, 5C: policy of 5A"),
        isAtZero("queue-master", "incidents.md, 5A and 5C: queue-master 1 → 0"),
        noConsumer("incidents.md, 5C: must check consumers = 0"),
        depthStops("incidents.md, 5A and 5C: depth 3, then flat"),
        restRefused("incidents.md, 5C: 7 orders, 3 ACK and 4 NACK"),
        ordersAnswer(500, /^503 null$/, "incidents.md, 5C: shipping 503, orders 500"),
        ordersStayPaid("shop-api.md, orders: shipping is called after payment"),
        linesSaid("shipping says why", [REJECTED], 3, "incidents.md, 5C: logs"),
        linesSaid("orders says why", [PAID], 3, "incidents.md, 5C: HttpServerErrorException: 503"),
    ],
    mustNot: [
        shippedAfterPaid("incidents.md, 5C: orders 4+ fail"),
        restartAnywhere("incidents.md, 5A and 5C: 0 restarts"),
        catalogueFails("incidents.md, 5A and 5C: everything healthy except queue-master"),
        isUnavailable("shipping", "incidents.md, 5A and 5C: everything healthy"),
        isUnavailable("orders", "incidents.md, 5A and 5C: everything healthy"),
        isUnavailable("payment", "incidents.md, 5A and 5C: everything healthy"),
        isUnavailable("rabbitmq", "incidents.md, 5A and 5C: RabbitMQ stable"),
    ],
    recovered: [
        drained("incidents.md, 5A and 5C: depth 3 → 0"),
        threeReceived("incidents.md, 5C: Received shipment, 3 after recovery"),
        ordersShip("incidents.md, 5C: orders after recovery all succeed"),
    ],
};
