import { restartAnywhere } from "../criteria/health.ts";
import { ordersShip } from "../criteria/orders.ts";
import type { Criterion, Incident, Reading } from "../incident.ts";
import { part } from "../reading-part.ts";

const SOURCE = "roadmap.md: random pod kills";
/** The stack file's targets: stateless, one pod each. */
const TARGETS = ["catalogue", "carts", "user", "orders", "payment", "shipping"];
const MIN_KILLS = 3;
const MIN_WORKLOADS = 2;
/** The customer orders every 1.5 s, so of these at least three came after the first kill, which is 10 s after the start. */
const MIN_ORDERS = 10;

/** Random pod kills: a pod is deleted every few seconds, and each one comes back. */
export const incident11: Incident = {
    id: "incident-11",
    title: "Random pod kills",
    looks: { orders: true, deployments: true },
    must: [
        {
            name: "pods of several services are replaced",
            expected: `≥ ${MIN_KILLS} new pods, of ≥ ${MIN_WORKLOADS} services`,
            source: SOURCE,
            value: (reading) => shown(newPods(reading)),
            holds: (reading) => {
                const pods = newPods(reading);
                const count = pods.reduce((sum, [, came]) => sum + came, 0);
                return count >= MIN_KILLS && pods.length >= MIN_WORKLOADS;
            },
        },
        {
            name: "orders go on",
            expected: `≥ ${MIN_ORDERS} orders HTTP 201 while pods are killed`,
            source: SOURCE,
            value: (reading) => `${goodOrders(reading)} of ${answers(reading)}`,
            holds: (reading) => goodOrders(reading) >= MIN_ORDERS,
        },
    ],
    mustNot: [
        {
            name: "a pod that is no target replaced",
            expected: `new pods of ${TARGETS.join(", ")} only`,
            source: SOURCE,
            value: (reading) => shown(newPods(reading, false)),
            holds: (reading) => newPods(reading, false).length > 0,
        },
        // A pod that was deleted is another pod, which has not restarted.
        restartAnywhere(SOURCE),
        lostOrder(),
    ],
    recovered: [
        {
            name: "every service has its pod",
            expected: "all available",
            source: SOURCE,
            value: (reading) =>
                Object.entries(part(reading, "deployments"))
                    .filter(([, one]) => one.available < one.want)
                    .map(([name]) => name)
                    .join(", ") || "all",
            holds: (reading) =>
                Object.values(part(reading, "deployments")).every(
                    (one) => one.available >= one.want,
                ),
        },
        ordersShip(SOURCE),
    ],
};

/** Must-not: an order that was confirmed to the customer is not in the list of orders. */
function lostOrder(): Criterion {
    const missing = (reading: Reading): number => {
        const { stored } = part(reading, "orders");
        return Math.max(0, goodOrders(reading) - stored.length);
    };
    return {
        name: "a confirmed order lost",
        expected: "as many stored as were confirmed",
        source: SOURCE,
        value: (reading) => `${missing(reading)} missing`,
        holds: (reading) => missing(reading) > 0,
    };
}

function newPods(reading: Reading, isTarget = true): [string, number][] {
    return Object.entries(part(reading, "deployments"))
        .filter(([name, { came }]) => came > 0 && TARGETS.includes(name) === isTarget)
        .map(([name, { came }]) => [name, came]);
}

function shown(pods: readonly [string, number][]): string {
    return pods.map(([name, count]) => `${name} ${count}`).join(", ") || "none";
}

function goodOrders(reading: Reading): number {
    return part(reading, "orders").answers.filter((one) => one.status === 201).length;
}

function answers(reading: Reading): number {
    return part(reading, "orders").answers.length;
}
