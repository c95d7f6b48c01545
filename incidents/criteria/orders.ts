import type { Criterion, Reading } from "../incident.ts";
import { part } from "../reading-part.ts";
import type { OrderAnswer, StoredOrder } from "../reading-parts.ts";

/** Newest orders that a figure stands on: one alone could be chance. */
const NEWEST = 3;

/** The customer's newest answers, or none while there are too few. */
export function newestAnswers(reading: Reading): readonly OrderAnswer[] {
    const newest = part(reading, "orders").answers.slice(-NEWEST);
    return newest.length < NEWEST ? [] : newest;
}

/** The same of the orders in the customer's list. */
export function newestStored(reading: Reading): readonly StoredOrder[] {
    const newest = part(reading, "orders").stored.slice(-NEWEST);
    return newest.length < NEWEST ? [] : newest;
}

/** True for at least one value, and if all of them pass. */
export function allOf<Value>(values: readonly Value[], test: (value: Value) => boolean): boolean {
    return values.length > 0 && values.every(test);
}

/** Answers as a person reads them, equal ones once. */
export function shownAnswers(answers: readonly OrderAnswer[]): string {
    const texts = answers.map((one) =>
        [one.asked, one.status, one.orderStatus ?? one.message].join(" ").slice(0, 160),
    );
    return [...new Set(texts)].join(", ") || "too few orders";
}

/** Must: every new order is refused with that status and a message like that. */
export function ordersAnswer(status: number, message: RegExp, source: string): Criterion {
    return {
        name: `new orders answer ${status}`,
        expected: `HTTP ${status} with ${message.source}, ${NEWEST} in a row`,
        source,
        value: (reading) => shownAnswers(newestAnswers(reading)),
        holds: (reading) =>
            allOf(
                newestAnswers(reading),
                (one) =>
                    one.asked === "POST /orders" &&
                    one.status === status &&
                    message.test(one.message),
            ),
    };
}

/** Recovered, or must where nobody notices: new orders are accepted and shipped. */
export function ordersShip(source: string): Criterion {
    return {
        name: "new orders are shipped",
        expected: `HTTP 201 and stored SHIPPED, ${NEWEST} in a row`,
        source,
        value: (reading) =>
            `${shownAnswers(newestAnswers(reading))}; stored ${shownStatuses(newestStored(reading))}`,
        holds: (reading) =>
            allOf(newestAnswers(reading), isShippedAnswer) &&
            allOf(newestStored(reading), (one) => one.status === "SHIPPED" && one.hasShipment),
    };
}

/**
 * Must-not: an order got through after the first one that failed; one before it may have been on its
 * way when the fault landed.
 */
export function orderGotThrough(source: string): Criterion {
    const through = (reading: Reading): string[] => {
        const { answers, stored } = part(reading, "orders");
        const failedAnswer = answers.findIndex((one) => one.status !== 201);
        const failedOrder = stored.findIndex((one) => one.status === "PAYMENT_FAILED");
        return [
            ...(failedAnswer < 0 ? [] : answers.slice(failedAnswer))
                .filter((one) => one.status === 201)
                .map((one) => `answer ${one.status}`),
            ...(failedOrder < 0 ? [] : stored.slice(failedOrder))
                .filter((one) => one.status === "PAID" || one.status === "SHIPPED")
                .map((one) => `${one.id} ${one.status}`),
        ];
    };
    return {
        name: "an order paid or shipped",
        expected: "none after the first that failed",
        source,
        // What an incident forbids is what its recovery brings back.
        onlyWhileApplied: true,
        value: (reading) => through(reading).join(", ") || "none",
        holds: (reading) => through(reading).length > 0,
    };
}

/** Must: the shop itself says of every new order that its payment failed. */
export function ordersStoredAsFailed(source: string): Criterion {
    return storedUnshipped("orders are stored as failed", "PAYMENT_FAILED", source);
}

/** Must: the money has moved, and the goods don't. */
export function ordersStayPaid(source: string): Criterion {
    return storedUnshipped("orders are paid and not shipped", "PAID", source);
}

function storedUnshipped(name: string, status: string, source: string): Criterion {
    return {
        name,
        expected: `stored ${status}, shipment null, ${NEWEST} in a row`,
        source,
        value: (reading) => shownStatuses(newestStored(reading)),
        holds: (reading) =>
            allOf(newestStored(reading), (one) => one.status === status && !one.hasShipment),
    };
}

/** Must-not: an order was shipped after the first that was paid and not shipped. */
export function shippedAfterPaid(source: string): Criterion {
    const shipped = (reading: Reading): StoredOrder[] => {
        const { stored } = part(reading, "orders");
        const first = stored.findIndex((one) => one.status === "PAID");
        return (first < 0 ? [] : stored.slice(first)).filter((one) => one.status === "SHIPPED");
    };
    return {
        name: "an order shipped",
        expected: "none after the first that stayed PAID",
        source,
        // What an incident forbids is what its recovery brings back.
        onlyWhileApplied: true,
        value: (reading) => String(shipped(reading).length),
        holds: (reading) => shipped(reading).length > 0,
    };
}

/** Must-not: a customer was told of anything but a shipped order. */
export function orderFails(source: string): Criterion {
    const failed = (reading: Reading): OrderAnswer[] =>
        part(reading, "orders").answers.filter((one) => !isShippedAnswer(one));
    return {
        name: "an order fails",
        expected: "0 answers but HTTP 201 and SHIPPED",
        source,
        value: (reading) => {
            const bad = failed(reading);
            return bad.length === 0 ? "0" : `${bad.length}: ${shownAnswers(bad)}`;
        },
        holds: (reading) => failed(reading).length > 0,
    };
}

/** The statuses of stored orders, equal ones once. */
export function shownStatuses(orders: readonly StoredOrder[]): string {
    const texts = orders.map(
        (one) => `${one.status} ${one.hasShipment ? "with a shipment" : "(shipment null)"}`,
    );
    return [...new Set(texts)].join(", ") || "too few orders";
}

function isShippedAnswer(one: OrderAnswer): boolean {
    return one.asked === "POST /orders" && one.status === 201 && one.orderStatus === "SHIPPED";
}
