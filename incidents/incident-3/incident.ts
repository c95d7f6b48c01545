import { catalogueFails, isAtZero, isUnavailable, restartAnywhere } from "../criteria/health.ts";
import { linesSaid, linesUnsaid } from "../criteria/log-lines.ts";
import {
    orderGotThrough,
    ordersAnswer,
    ordersShip,
    ordersStoredAsFailed,
} from "../criteria/orders.ts";
import type { Incident } from "../incident.ts";

const FAILED = "Payment failed for order … Connection refused";
const STORED = "status updated to PAYMENT_FAILED due to: Connection refused";
const REQUESTED = "payment requests at payment";
const CHARGED = "charges at the gateway";

/** Payment outage: orders fail half-way, are stored as failed, and nobody is charged. */
export const incident3: Incident = {
    id: "incident-3",
    title: "Payment service outage",
    needs: ["order-status"],
    looks: {
        orders: true,
        deployments: true,
        logs: [
            {
                name: FAILED,
                workload: "orders",
                text: /Payment failed for order \w+: .*Connection refused/,
            },
            {
                name: STORED,
                workload: "orders",
                text: /status updated to PAYMENT_FAILED due to: Connection refused/,
            },
            { name: REQUESTED, workload: "payment", text: /Payment auth request/ },
            { name: CHARGED, workload: "stripe-mock", text: /CreateCharge/ },
        ],
    },
    must: [
        isAtZero("payment", "incidents.md, incident 3: payment 0/0"),
        ordersAnswer(500, /Unable to create order/, "incidents.md, incident 3: front-end gets 500"),
        ordersStoredAsFailed("incidents.md, incident 3: status PAYMENT_FAILED, shipment null"),
        linesSaid(
            "orders says why",
            [FAILED, STORED],
            3,
            "incidents.md, incident 3: logs (orders)",
        ),
        linesUnsaid(
            "nobody is asked for money",
            [REQUESTED, CHARGED],
            "incidents.md, incident 3: payment logs nothing in the window",
        ),
    ],
    mustNot: [
        restartAnywhere("incidents.md, incident 3: 0 restarts anywhere"),
        orderGotThrough("incidents.md, incident 3: no shipment for failed orders"),
        catalogueFails("incidents.md, incident 3: all others running"),
        isUnavailable("orders", "incidents.md, incident 3: orders 1/1"),
    ],
    recovered: [
        ordersShip("incidents.md, incident 3: an order CREATED → PENDING → PAID → SHIPPED"),
    ],
};
