import assert from "node:assert/strict";
import { ADDRESS, CARD, CUSTOMER_ID } from "./fake-orders.ts";
import type { OrdersBench } from "./fake-orders.ts";

const HAL = "application/hal+json;charset=UTF-8";

/** The id that the fake store gives out as this one. */
export const id = (number: number): string => `6900953ac1f4320001b5070${number}`;

export const get = async (bench: OrdersBench, path: string, host = "orders"): Promise<Response> =>
    bench.app.request(`http://orders${path}`, { headers: { Host: host } });

/** The body of an answer that must be HAL. */
export const hal = async (bench: OrdersBench, path: string, host?: string): Promise<unknown> => {
    const answer = await get(bench, path, host);
    assert.deepEqual([answer.status, answer.headers.get("content-type")], [200, HAL]);
    return answer.json();
};

/** The ids of a listing, from its links. */
export const ids = async (bench: OrdersBench, path: string): Promise<string[]> => {
    const { _embedded } = (await hal(bench, path)) as {
        _embedded: { customerOrders: { _links: { self: { href: string } } }[] };
    };
    return _embedded.customerOrders.map(({ _links }) => _links.self.href.slice(-24));
};

/** An order as reading shows it. */
export const entity = (bench: OrdersBench, number: number, base = "http://orders"): object => {
    const self = { href: `${base}/orders/${id(number)}` };
    const order = bench.store.saved.get(id(number));
    return {
        customerId: CUSTOMER_ID,
        customer: {
            firstName: "User",
            lastName: "Name",
            username: "user",
            addresses: [],
            cards: [],
        },
        address: ADDRESS,
        card: CARD,
        items: [{ itemId: "s1", quantity: 3, unitPrice: 18 }],
        shipment: { name: CUSTOMER_ID },
        date: order?.date.toISOString().replace("Z", "+0000"),
        total: 58.989998,
        status: "SHIPPED",
        _links: { self, order: self },
    };
};
