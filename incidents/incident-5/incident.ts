import { catalogueFails, isAtZero, isUnavailable, restartAnywhere } from "../criteria/health.ts";
import { linesOf } from "../criteria/log-lines.ts";
import { orderFails, ordersShip } from "../criteria/orders.ts";
import { drained, noConsumer, RECEIVED } from "../criteria/queue.ts";
import type { Incident } from "../incident.ts";
import { backlogReceived, depthGrows } from "./backlog.ts";

const ERRORS = ["orders", "shipping"].map((workload) => ({
    name: `errors of ${workload}`,
    workload,
    text: / ERROR /,
}));

/** Silent queue: every order succeeds, and nobody ships it. */
export const incident5: Incident = {
    id: "incident-5",
    title: "Silent async failure",
    looks: {
        orders: true,
        broker: true,
        deployments: true,
        logs: [RECEIVED, ...ERRORS],
    },
    must: [
        isAtZero("queue-master", "incidents.md, incident 5: queue-master 1 → 0"),
        noConsumer("incidents.md, incident 5: rabbitmq_queue_consumers 1 → 0"),
        depthGrows,
        ordersShip("incidents.md, incident 5: HTTP 201, order status SHIPPED"),
    ],
    mustNot: [
        orderFails("incidents.md, incident 5: HTTP and error monitors stay silent"),
        {
            name: "an error in a log",
            expected: "0 ERROR lines of orders and shipping",
            source: "incidents.md, incident 5: shipping publishes, no errors",
            value: (reading) =>
                ERRORS.map(({ name }) => `${linesOf(reading, name)} ${name}`).join(", "),
            holds: (reading) => ERRORS.some(({ name }) => linesOf(reading, name) > 0),
        },
        restartAnywhere("incidents.md, incident 5: restarts 0"),
        catalogueFails("incidents.md, incident 5: front-end stays healthy"),
        isUnavailable("shipping", "incidents.md, incident 5: shipping stays healthy"),
        isUnavailable("rabbitmq", "incidents.md, incident 5: broker healthy"),
    ],
    recovered: [
        drained("incidents.md, incident 5: consumers 1, depth 0"),
        backlogReceived,
        ordersShip("incidents.md, incident 5: new order flows"),
    ],
};
