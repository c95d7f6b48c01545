import assert from "node:assert/strict";
import { type Account, registerBuyer } from "./shop-accounts.ts";
import { type Answer, basic, type Sent, type ShopClient } from "./shop-client.ts";

/** A placed order, as far as the scenarios look at it. */
export interface PlacedOrder {
    id: string;
    customerId: string;
    total: number;
    status: string;
}

/** A customer who buys again and again, in the nine steps of the documented load test (section 9). */
export class Buyer {
    readonly visitor: ShopClient;
    readonly account: Account;

    constructor(visitor: ShopClient, account: Account) {
        this.visitor = visitor;
        this.account = account;
    }

    /** Registers a new one, with an address and a card. */
    static async register(visitor: ShopClient): Promise<Buyer> {
        return new Buyer(visitor, await registerBuyer(visitor));
    }

    /** One pass. @throws AssertionError at the first step that fails, with the step and the answer */
    async pass(): Promise<PlacedOrder> {
        const { username, password } = this.account;
        const listing = await this.#step("GET /catalogue", 200);
        const socks = (listing.json() as { id: string }[]).slice(0, 10);
        const id = socks[Math.floor(Math.random() * socks.length)]?.id;
        assert.ok(id !== undefined, `no sock to buy: ${listing.toString()}`);
        await this.#step("GET /", 200);
        await this.#step("GET /login", 200, { headers: basic(username, password) });
        await this.#step("GET /category.html", 200);
        await this.#step(`GET /detail.html?id=${id}`, 200);
        await this.#step("DELETE /cart", 202);
        await this.#step("POST /cart", 201, { json: { id, quantity: 1 } });
        await this.#step("GET /basket.html", 200);
        const placed = await this.#step("POST /orders", 201);
        return placed.json() as PlacedOrder;
    }

    async #step(ask: string, status: number, sent: Sent = {}): Promise<Answer> {
        const [method = "", path = ""] = ask.split(" ");
        const answer = await this.visitor.ask(method, path, sent);
        assert.equal(answer.status, status, answer.toString());
        // The front-end answers 200 around a failure of a backend: the body decides as well.
        assert.doesNotMatch(answer.text, /^\{.*"error":/s, answer.toString());
        return answer;
    }
}
