import type { Context } from "hono";
import { javaDate } from "../../platform/java-dialect.ts";
import type { Order } from "./order.ts";

/** Links and entities as Spring Data REST writes them. */

export interface Link {
    href: string;
    templated?: true;
}

/** A link in HAL. */
export const link = (href: string): Link => ({ href });

/** A link with `{…}` to fill in. */
export const template = (href: string): Link => ({ href, templated: true });

/** What links start with: the host that the client used, unless that is no plain host and port. */
export function baseUrl(c: Context): string {
    const host = c.req.header("host") ?? "";
    return `http://${/^[A-Za-z0-9.-]+(:\d{1,5})?$/.test(host) ? host : "orders"}`;
}

/** An answer in HAL. */
export function halJson(c: Context, value: object): Response {
    return c.body(JSON.stringify(value), 200, {
        "Content-Type": "application/hal+json;charset=UTF-8",
    });
}

/** An order with its links. Ids are not shown here, the shipment's included: `self` is the identity. */
export function orderEntity(order: Order, base: string): object {
    const self = link(`${base}/orders/${order.id}`);
    return {
        customerId: order.customerId,
        customer: { ...order.customer, addresses: [], cards: [] },
        address: order.address,
        card: order.card,
        items: order.items.map(({ itemId, quantity, unitPrice }) => ({
            itemId,
            quantity,
            unitPrice,
        })),
        shipment: order.shipment === null ? null : { name: order.shipment.name },
        date: javaDate(order.date),
        total: order.total,
        status: order.status,
        _links: { self, order: self },
    };
}

/** Orders as the content of a collection. */
export function embedded(orders: readonly Order[], base: string): object {
    return { customerOrders: orders.map((order) => orderEntity(order, base)) };
}
