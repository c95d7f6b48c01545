import { catalogueFails, isAtZero, isUnavailable, restartAnywhere } from "../criteria/health.ts";
import { linesUnsaid } from "../criteria/log-lines.ts";
import { orderFails, ordersShip } from "../criteria/orders.ts";
import { depthStops, limitInForce, refusalTold, threeReceived } from "../criteria/queue-limit.ts";
import { drained, noConsumer, RECEIVED } from "../criteria/queue.ts";
import type { Incident } from "../incident.ts";

const ERRORS = ["orders", "shipping"].map((workload) => ({
    name: `errors of ${workload}`,
    workload,
    text: / ERROR /,
}));

/** Blocked queue: it is full, what comes on top is lost, and every customer reads "shipped". */
export const incident5a: Incident = {
    id: "incident-5a",
    title: "Queue blocked, silently",
    needs: ["order-status", "broker-refuses"],
    looks: {
        orders: true,
        broker: true,
        brokerPolicy: true,
        deployments: true,
        logs: [RECEIVED, ...ERRORS],
    },
    must: [
        limitInForce("incidents.md, 5A: policy max-length 3, reject-publish"),
        isAtZero("queue-master", "incidents.md, 5A: queue-master 1 → 0"),
        noConsumer("incidents.md, 5A: consumers 1 → 0"),
        depthStops("incidents.md, 5A: depth 0 → 1 → 2 → 3, then flat"),
        ordersShip("incidents.md, 5A: user sees success for all orders"),
        linesUnsaid("no error in a log", names(), "incidents.md, 5A: zero errors"),
    ],
    mustNot: [
        orderFails("incidents.md, 5A: HTTP success rate"),
        // This is what tells it from 5c.
        refusalTold("incidents.md, 5A: a fire-and-forget publisher hides the NACK"),
        restartAnywhere("incidents.md, 5A: 0 restarts"),
        catalogueFails("incidents.md, 5A: everything healthy except queue-master"),
        isUnavailable("shipping", "incidents.md, 5A: everything healthy except queue-master"),
        isUnavailable("rabbitmq", "incidents.md, 5A: RabbitMQ stable"),
    ],
    recovered: [
        drained("incidents.md, 5A: depth 3 → 0"),
        threeReceived("incidents.md, 5A: exactly three Received shipment task"),
        ordersShip("incidents.md, 5A: one new order drains at once"),
    ],
};

function names(): string[] {
    return ERRORS.map((watch) => watch.name);
}
