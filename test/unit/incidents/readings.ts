import type { Incident, Reading } from "../../../incidents/incident.ts";
import type { OrderAnswer, StoredOrder } from "../../../incidents/reading-parts.ts";

/** What the witness always measures, of a shop where nothing is wrong. */
export const CALM: Reading = {
    catalogueP95Ms: 12,
    baselineP95Ms: 10,
    breakerOpenShare: 0,
    goodPeakP95Ms: 12,
    failedShare: 0,
    pageErrors: {},
    throttledShare: {},
    cpuPercentOfLimit: {},
    cpuPeakPercentOfLimit: {},
    restarts: { "sock-shop/orders": 0 },
    phases: {},
};

/** An answer to an order, three times over unless told. */
export function answers(answer: Partial<OrderAnswer>, count = 3): OrderAnswer[] {
    const shipped = { asked: "POST /orders", status: 201, orderStatus: "SHIPPED", message: "" };
    const times = { atMs: 0, tookMs: 100 };
    return Array.from({ length: count }, () => ({ ...shipped, ...times, ...answer }));
}

/** Orders as they are listed, three of that status unless told. */
export function stored(status: string, count = 3): StoredOrder[] {
    return Array.from({ length: count }, (_, index) => ({
        id: `${status}-${index}`,
        status,
        hasShipment: status === "SHIPPED",
    }));
}

/** Names of the criteria of a group that hold for a reading. */
export function holding(
    incident: Incident,
    group: "must" | "mustNot" | "recovered",
    reading: Reading,
): string[] {
    return incident[group].filter((one) => one.holds(reading)).map((one) => one.name);
}

/** Names of the musts that do not hold. */
export function missing(incident: Incident, reading: Reading): string[] {
    return incident.must.filter((one) => !one.holds(reading)).map((one) => one.name);
}
