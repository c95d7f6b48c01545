import type { OrderAnswer, StoredOrder } from "../reading-parts.ts";
import type { DoorAnswer } from "./front-door.ts";

/** An order in the list that the front-end gives its customer, as far as it is looked at. */
export interface ListedOrder {
    date: string;
    status: string;
    shipment: unknown;
    _links: { self: { href: string } };
}

/** What an answer tells the customer. */
export function answerOf(asked: string, { status, body, atMs, tookMs }: DoorAnswer): OrderAnswer {
    const fields = (typeof body === "object" && body !== null ? body : {}) as {
        status?: unknown;
        message?: unknown;
        error?: unknown;
    };
    return {
        asked,
        status,
        // An error has a number there, that of HTTP.
        orderStatus: typeof fields.status === "string" ? fields.status : undefined,
        message: String(fields.message ?? fields.error ?? (status === 0 ? body : "")),
        atMs,
        tookMs,
    };
}

/** An order as it is stored, with the time it was placed at. */
export function storedOrder(listed: ListedOrder): StoredOrder & { placedMs: number } {
    return {
        id: listed._links.self.href.split("/").at(-1) ?? "",
        status: listed.status,
        hasShipment: listed.shipment !== null,
        // Java writes the zone without a colon.
        placedMs: Date.parse(listed.date.replace("+0000", "Z")),
    };
}
