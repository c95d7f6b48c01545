import type { BootError } from "../../platform/spring-app.ts";
import { IO_ERROR, illegalState } from "./boot-errors.ts";
import type { Order } from "./order.ts";
import type { OrderParts } from "./parts.ts";
import { totalOf } from "./total.ts";

/** An order of the fetched parts, or the refusal when they name no customer or add up to no amount. */
export function newOrder(id: string, { customerHref, ...parts }: OrderParts): Order | BootError {
    const customerId = /[A-Za-z0-9_-]+$/.exec(customerHref)?.[0];
    if (customerId === undefined) {
        return illegalState(`Could not parse user ID from: ${customerHref}`);
    }
    const total = totalOf(parts.items);
    if (total === undefined) return illegalState(IO_ERROR);
    return {
        id,
        customerId,
        ...parts,
        shipment: null,
        date: new Date(),
        ...total,
        status: "CREATED",
    };
}
