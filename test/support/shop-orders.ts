import assert from "node:assert/strict";
import type { Shop } from "./shop-fixture.ts";
import { until } from "./shop-until.ts";

/** An order as the orders service lists it. */
export interface ListedOrder {
    customerId: string;
    date: string;
    total: number;
    status: string;
    shipment: { name: string } | null;
    _links: { self: { href: string } };
}

interface OrderPage {
    _embedded: { customerOrders: ListedOrder[] };
    page: { totalPages: number };
}

const PAGE_SIZE = 200;

/** All orders placed since then, newest first, from the orders service itself. */
export async function ordersSince(shop: Shop, since: Date): Promise<ListedOrder[]> {
    const orders = await shop.backend("orders");
    const found: ListedOrder[] = [];
    for (let page = 0; ; page++) {
        const answer = await orders.get(`/orders?page=${page}&size=${PAGE_SIZE}&sort=date,desc`);
        assert.equal(answer.status, 200, answer.toString());
        const { _embedded, page: pages } = answer.json() as OrderPage;
        const young = _embedded.customerOrders.filter((order) => dateOf(order) >= since);
        found.push(...young);
        const isLast = page + 1 >= pages.totalPages;
        if (isLast || young.length < _embedded.customerOrders.length) return found;
    }
}

/** How many orders there are of each status. */
export function countByStatus(orders: readonly ListedOrder[]): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { status } of orders) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
}

/**
 * Waits until every order placed since then is shipped; returns how many there are.
 * @throws Error after half a minute, with the counts by status
 */
export async function everyOrderShipped(shop: Shop, since: Date): Promise<number> {
    return await until("every order SHIPPED", 30_000, async () => {
        const orders = await ordersSince(shop, since);
        assert.deepEqual(Object.keys(countByStatus(orders)), ["SHIPPED"], counted(orders));
        return orders.length;
    });
}

function counted(orders: readonly ListedOrder[]): string {
    return `orders by status: ${JSON.stringify(countByStatus(orders))}`;
}

/** The time of an order; Java writes the zone without a colon. */
function dateOf({ date }: ListedOrder): Date {
    return new Date(date.replace("+0000", "Z"));
}
