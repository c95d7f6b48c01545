import { catalogueFails, isAtZero, isUnavailable, restartAnywhere } from "../criteria/health.ts";
import { linesSaid } from "../criteria/log-lines.ts";
import { orderGotThrough, ordersAnswer, ordersShip } from "../criteria/orders.ts";
import type { Incident } from "../incident.ts";

const REFUSED = "Payment gateway error: … connection refused";

/** Payment gateway unreachable: payment is healthy, and declines every order. */
export const incident6: Incident = {
    id: "incident-6",
    title: "Payment gateway unreachable",
    needs: ["order-status", "payment-gateway"],
    looks: {
        orders: true,
        deployments: true,
        logs: [
            {
                name: REFUSED,
                workload: "payment",
                text: /Payment gateway error: .*connection refused/,
            },
        ],
    },
    must: [
        isAtZero("stripe-mock", "incidents.md, incident 6: stripe-mock 1 → 0"),
        ordersAnswer(
            406,
            /Payment gateway error: .*connection refused/,
            "incidents.md, incident 6: HTTP 406, gateway error … connection refused",
        ),
        linesSaid("payment says why", [REFUSED], 3, "incidents.md, incident 6: logs (payment)"),
    ],
    mustNot: [
        // This is what tells it from incident 3.
        isUnavailable("payment", "incidents.md, incident 6: payment 1/1"),
        restartAnywhere("incidents.md, incident 6: 0 restarts"),
        orderGotThrough("incidents.md, incident 6: 100 % payment failures"),
        catalogueFails("incidents.md, incident 6: scaling events on stripe-mock only"),
    ],
    recovered: [ordersShip("incidents.md, incident 6: test order SHIPPED, no new failures")],
};
