import { catalogueFails, isUnavailable, restartAnywhere } from "../criteria/health.ts";
import { linesSaid, linesUnsaid } from "../criteria/log-lines.ts";
import {
    allOf,
    newestStored,
    ordersAnswer,
    ordersShip,
    shownStatuses,
} from "../criteria/orders.ts";
import type { Criterion, Incident } from "../incident.ts";
import { part } from "../reading-part.ts";

const GAVE_UP = "Shipping failed for order …, which stays PAID: …TimeoutException";
const CHARGED = "payments authorised";
const REACHED = "requests at shipping";
const SOURCE = "roadmap.md: one service partitioned";

/** Must-not: an order was shipped after the first that wasn't: the cut has a hole. */
const shippedAfterAll: Criterion = {
    name: "an order shipped",
    expected: "none after the first that stayed PAID",
    source: SOURCE,
    onlyWhileApplied: true,
    value: (reading) => `${shippedAfterCut(part(reading, "orders").stored)}`,
    holds: (reading) => shippedAfterCut(part(reading, "orders").stored) > 0,
};

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
        {
            name: "orders are paid and not shipped",
            expected: "PAID, shipment null, 3 in a row",
            source: SOURCE,
            value: (reading) => shownStatuses(newestStored(reading)),
            holds: (reading) =>
                allOf(newestStored(reading), (one) => one.status === "PAID" && !one.hasShipment),
        },
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
        shippedAfterAll,
    ],
    recovered: [ordersShip(SOURCE)],
};

function shippedAfterCut(stored: readonly { status: string }[]): number {
    const first = stored.findIndex((one) => one.status === "PAID");
    return first < 0 ? 0 : stored.slice(first).filter((one) => one.status === "SHIPPED").length;
}
