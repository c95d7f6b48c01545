import assert from "node:assert/strict";
import { ADDRESS, cardNumber, person, unique } from "../support/shop-accounts.ts";
import type { Answer, ShopClient } from "../support/shop-client.ts";
import { useShop } from "../support/shop-fixture.ts";

export const HAL = "application/hal+json;charset=UTF-8";

export interface Line {
    itemId: string;
    quantity: number;
    unitPrice: number;
}

/** A customer with address, card and cart, and the links that an order of theirs has. */
export interface Customer {
    id: string;
    username: string;
    longNum: string;
    links: Record<"customer" | "address" | "card" | "items", string>;
}

/** An order of a listing. */
export interface Listed {
    status: string;
    total: number;
    shipment: unknown;
    _links: { self: { href: string } };
}

export const line = (itemId: string, quantity: number, unitPrice: number): Line => ({
    itemId,
    quantity,
    unitPrice,
});

/** The orders service of a live shop, for a suite, and customers who can order there. */
export class LiveOrders {
    readonly shop = useShop();

    /** The service itself. */
    readonly orders = (): Promise<ShopClient> => this.shop.backend("orders");

    /** A new customer with an address, a card and these lines in a cart. */
    async customer(lines: readonly Line[]): Promise<Customer> {
        const [user, carts] = await Promise.all([
            this.shop.backend("user"),
            this.shop.backend("carts"),
        ]);
        const one = person();
        const longNum = cardNumber();
        const made = async (path: string, body: object): Promise<string> => {
            const answer = await user.post(path, body);
            assert.equal(answer.status, 200, answer.toString());
            return (answer.json() as { id: string }).id;
        };
        const id = await made("/register", one);
        const address = await made("/addresses", { ...ADDRESS, userID: id });
        const card = await made("/cards", { longNum, expires: "12/30", ccv: "123", userID: id });
        const cart = unique("cart");
        for (const line of lines) {
            const added = await carts.post(`/carts/${cart}/items`, line);
            assert.equal(added.status, 201, added.toString());
        }
        return {
            id,
            username: one.username,
            longNum,
            links: {
                customer: `http://user/customers/${id}`,
                address: `http://user/addresses/${address}`,
                card: `http://user/cards/${card}`,
                items: `http://carts/carts/${cart}/items`,
            },
        };
    }

    /** What placing an order of these lines answers. */
    async placed(lines: readonly Line[]): Promise<{ one: Customer; answer: Answer }> {
        const one = await this.customer(lines);
        return { one, answer: await (await this.orders()).post("/orders", one.links) };
    }

    /** The orders of a customer. */
    async ordersOf(id: string): Promise<{ body: Record<string, unknown>; all: Listed[] }> {
        const answer = await (await this.orders()).get(`/orders/search/customerId?custId=${id}`);
        assert.equal(answer.status, 200, answer.toString());
        assert.equal(answer.headers["content-type"], HAL);
        const body = answer.json() as { _embedded: { customerOrders: Listed[] } };
        return { body, all: body._embedded.customerOrders };
    }
}
