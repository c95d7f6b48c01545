import { catalogueFails, isUnavailable, restartAnywhere } from "../criteria/health.ts";
import { linesSaid, linesUnsaid } from "../criteria/log-lines.ts";
import { ordersAnswer, ordersShip, ordersStayPaid, shippedAfterPaid } from "../criteria/orders.ts";
import type { Incident } from "../incident.ts";

const GAVE_UP = "Shipping failed for order …, which stays PAID: …TimeoutException";
const CHARGED = "payments authorised";
const REACHED = "requests at shipping";
const SOURCE = "roadmap.md: one service partitioned";

/** Shipping cut off from its callers: it is healthy, hears nothing, and orders are paid and never shipped. */
export const incident9: Incident = {
    id: "incident-9",
    title: "Shipping partitioned",
    needs: ["order-status"],
    looks: {
        orders: true,
        deployments: true,
        logs: [
            {
                name: GAVE_UP,
                workload: "orders",
                text: /Shipping failed for order \w+, which stays PAID: .*TimeoutException/,
            },
            { name: CHARGED, workload: "payment", text: /Payment authorized/ },
            { name: REACHED, workload: "shipping", text: /Adding shipment to queue/ },
        ],
    },
    must: [
        ordersAnswer(500, /due to timeout from one of the services/, SOURCE),
        ordersStayPaid(SOURCE),
        linesSaid("orders waits and gives up", [GAVE_UP], 3, SOURCE),
        linesSaid("customers are charged", [CHARGED], 3, SOURCE),
        // This tells a partition from a service that fails.
        linesUnsaid("shipping hears nothing", [REACHED], SOURCE),
    ],
    mustNot: [
        isUnavailable("shipping", SOURCE),
        restartAnywhere(SOURCE),
        catalogueFails(SOURCE),
        isUnavailable("orders", SOURCE),
        isUnavailable("payment", SOURCE),
        // The cut has a hole.
        shippedAfterPaid(SOURCE),
    ],
    recovered: [ordersShip(SOURCE)],
};
