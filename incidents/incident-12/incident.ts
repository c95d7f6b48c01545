import { catalogueFails, isUnavailable, restartAnywhere } from "../criteria/health.ts";
import { linesSaid } from "../criteria/log-lines.ts";
import {
    orderGotThrough,
    ordersAnswer,
    ordersShip,
    ordersStoredAsFailed,
} from "../criteria/orders.ts";
import type { Incident } from "../incident.ts";
import { ASKED, GAVE_UP, inOrder } from "./chain.ts";

const CHARGED_LATE = "payment authorises after ≥ 5 s";
const SOURCE = "roadmap.md: cascade";

/** Cascade: the gateway is slow, so payment waits, so orders gives up, so the customer sees an error. */
export const incident12: Incident = {
    id: "incident-12",
    title: "Cascade from a slow payment gateway",
    needs: ["order-status", "payment-gateway"],
    looks: {
        orders: true,
        deployments: true,
        logs: [
            { name: ASKED, workload: "orders", text: /Sending payment request for order (\w+)/ },
            {
                name: GAVE_UP,
                workload: "orders",
                text: /Payment failed for order (\w+): .*Read timed out/,
            },
            {
                name: CHARGED_LATE,
                workload: "payment",
                // 5 s is what orders waits for payment.
                text: /Payment authorized: \S+ \((?:[5-9]|\d{2,})\.\d+s\)/,
            },
        ],
    },
    must: [
        inOrder(SOURCE),
        linesSaid("orders gives up on payment", [GAVE_UP], 3, SOURCE),
        ordersAnswer(500, /due to timeout from one of the services/, SOURCE),
        ordersStoredAsFailed(SOURCE),
        linesSaid("the charge comes all the same, too late", [CHARGED_LATE], 3, SOURCE),
    ],
    mustNot: [
        restartAnywhere(SOURCE),
        orderGotThrough(SOURCE),
        catalogueFails(SOURCE),
        isUnavailable("stripe-mock", SOURCE),
        isUnavailable("payment", SOURCE),
        isUnavailable("orders", SOURCE),
    ],
    recovered: [ordersShip(SOURCE)],
};
