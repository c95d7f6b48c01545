import { javaDate } from "../../platform/java-dialect.ts";
import type { Address, Card, Customer, Order } from "./order.ts";

/** The entities as upstream's JSON has them. They are copies, hence without an id of their own. */
export const customerJson = (customer: Customer): object => ({
    id: null,
    ...customer,
    addresses: [],
    cards: [],
});
export const addressJson = (address: Address): object => ({ id: null, ...address });
export const cardJson = (card: Card): object => ({ id: null, ...card });

/** The order in the answer to its placing; the exact cents stay inside. */
export function orderJson(order: Order): object {
    return {
        id: order.id,
        customerId: order.customerId,
        customer: customerJson(order.customer),
        address: addressJson(order.address),
        card: cardJson(order.card),
        items: order.items,
        shipment: order.shipment,
        date: javaDate(order.date),
        total: order.total,
        status: order.status,
    };
}
