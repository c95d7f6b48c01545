import { randomBytes } from "node:crypto";
import type { OrderAnswer, OrdersReading, ReadingParts, StoredOrder } from "../reading-parts.ts";
import { FrontDoor } from "./front-door.ts";
import { answerOf, type ListedOrder, storedOrder } from "./order-answer.ts";
import type { Part } from "./part.ts";

/** A sock that every seed has; with shipping it costs 104.98, which payment takes. */
const SOCK = "03fef6ac-1896-4ce8-bd69-b798f85c6e0b";
const HOME = {
    number: "246",
    street: "Whitelees Road",
    city: "Glasgow",
    postcode: "G67 3DL",
    country: "United Kingdom",
};
const CARD = { longNum: "4111111111111111", expires: "12/30", ccv: "123" };
/** Orders that a figure must stand on. */
const MIN_ORDERS = 3;

/**
 * A customer at the front door, who registers once, then orders one sock after the other and looks at
 * the list of orders. Neither the load nor its account has a part in it.
 */
export class Customer implements Part {
    readonly name = "orders";
    readonly pauseMs = 1_500;
    readonly #door: FrontDoor;
    #isRegistered = false;
    #since = Date.now();
    #answers: OrderAnswer[] = [];
    #listed: readonly ListedOrder[] = [];

    constructor(url: string) {
        this.#door = new FrontDoor(url);
    }

    async look(): Promise<void> {
        if (!this.#isRegistered) await this.#register();
        const startedMs = Date.now();
        const answer = await this.#order();
        const list = await this.#door.ask("GET", "/orders");
        if (list.status === 201) this.#listed = list.body as ListedOrder[];
        // One that was on its way when a command ended is neither before nor after it.
        if (startedMs >= this.#since) this.#answers.push(answer);
    }

    began(): void {
        this.#since = Date.now();
        this.#answers = [];
    }

    lacks(): string | undefined {
        const count = this.#answers.length;
        return count < MIN_ORDERS ? `orders: ${count} of ${MIN_ORDERS} placed` : undefined;
    }

    complaint(): string | undefined {
        const bad = this.#answers.slice(-MIN_ORDERS).find((one) => one.orderStatus !== "SHIPPED");
        return bad === undefined ? undefined : `${bad.asked}: ${bad.status} ${bad.message}`;
    }

    reading(): Partial<ReadingParts> {
        const orders: OrdersReading = { answers: [...this.#answers], stored: this.#stored() };
        return { orders };
    }

    #stored(): StoredOrder[] {
        return this.#listed
            .map(storedOrder)
            .filter((order) => order.placedMs >= this.#since)
            .sort((a, b) => a.placedMs - b.placedMs);
    }

    /** Under a name never used before: after a failure half-way the next try takes another. */
    async #register(): Promise<void> {
        const username = `witness-${randomBytes(6).toString("hex")}`;
        const person = { username, password: randomBytes(12).toString("hex") };
        const names = { email: `${username}@example.com`, firstName: "Wit", lastName: "Ness" };
        for (const [path, body] of [
            ["/register", { ...person, ...names }],
            ["/addresses", HOME],
            ["/cards", CARD],
        ] as const) {
            const answer = await this.#door.ask("POST", path, body);
            if (answer.status !== 200) throw new Error(`POST ${path}: HTTP ${answer.status}`);
        }
        this.#isRegistered = true;
    }

    /** One order of one sock; ends at the first request that fails. */
    async #order(): Promise<OrderAnswer> {
        const steps = [
            ["DELETE", "/cart", 202, undefined],
            ["POST", "/cart", 201, { id: SOCK, quantity: 1 }],
        ] as const;
        for (const [method, path, status, body] of steps) {
            const answer = await this.#door.ask(method, path, body);
            if (answer.status !== status) return answerOf(`${method} ${path}`, answer);
        }
        return answerOf("POST /orders", await this.#door.ask("POST", "/orders"));
    }
}
