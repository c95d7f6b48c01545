import { catalogueFails, isUnavailable, restartAnywhere } from "../criteria/health.ts";
import { linesSaid, linesUnsaid } from "../criteria/log-lines.ts";
import { ordersAreQuick, ordersTake } from "../criteria/order-times.ts";
import { orderFails, ordersShip } from "../criteria/orders.ts";
import type { Incident } from "../incident.ts";

const QUICK = "payments that payment answered in < 0.5 s";
const SLOW = "payments that payment took ≥ 0.5 s for";
const SOURCE = "roadmap.md: latency between two services";

/** Latency between orders and payment: both are quick, the way between them isn't. */
export const incident10: Incident = {
    id: "incident-10",
    title: "Latency between orders and payment",
    looks: {
        orders: true,
        deployments: true,
        logs: [
            {
                name: QUICK,
                workload: "payment",
                text: /Payment authorized: \S+ \(0\.[0-4]\d*s\)/,
            },
            {
                name: SLOW,
                workload: "payment",
                text: /Payment authorized: \S+ \((?!0\.[0-4])[\d.]+s\)/,
            },
        ],
    },
    must: [
        // The latency of the stack file: orders waits at most 5 s for payment, so none fails.
        ordersTake(2000, SOURCE),
        ordersShip(SOURCE),
        // This tells it from a payment that is slow itself.
        linesSaid("payment itself is quick", [QUICK], 3, SOURCE),
        linesUnsaid("payment is never slow", [SLOW], SOURCE),
    ],
    mustNot: [
        // After it an order may still wait for a connection that went with the proxy, and fail after 5 s:
        // that it is over is said by orders that ship, and quickly, in a row.
        { ...orderFails(SOURCE), onlyWhileApplied: true },
        restartAnywhere(SOURCE),
        catalogueFails(SOURCE),
        isUnavailable("orders", SOURCE),
        isUnavailable("payment", SOURCE),
    ],
    recovered: [ordersAreQuick(1000, SOURCE), ordersShip(SOURCE)],
};
