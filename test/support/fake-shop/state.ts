import { randomBytes } from "node:crypto";
import { type FakeSock, fakeSocks } from "./socks.ts";

/** A part that can fail. */
export type Part = "carts" | "catalogue" | "orders" | "user";

/** How the next order ends; each is an answer of the contract and what is on record after it. */
export type OrderEnd =
    | "shipped"
    | "declined"
    | "gateway-down"
    | "payment-down"
    | "shipping-down"
    | "still-pending"
    | "not-stored"
    | "without-status";

export interface Person {
    id: string;
    username: string;
    password: string;
    firstName: string;
    lastName: string;
    addresses: Record<string, string>[];
    cards: Record<string, string>[];
}

export interface Line {
    itemId: string;
    quantity: number;
    unitPrice: number;
}

export interface FakeOrder extends Record<string, unknown> {
    id: string;
    customerId: string;
}

/** What the shop knows, and the switches for what can go wrong; tests set both. */
export class ShopState {
    readonly down = new Set<Part>();
    orderEnds: OrderEnd = "shipped";
    /** While set, an order waits for it. */
    gate: Promise<void> | undefined;
    readonly socks: FakeSock[] = fakeSocks();
    readonly people: Person[] = [];
    readonly orders: FakeOrder[] = [];
    /** Method and path of every request for the API. */
    readonly calls: string[] = [];
    /** Customer id by session. */
    readonly customers = new Map<string, string>();
    readonly #carts = new Map<string, Line[]>();

    /** The lines in the basket of a session or a customer. */
    cart(owner: string): Line[] {
        const lines = this.#carts.get(owner) ?? [];
        this.#carts.set(owner, lines);
        return lines;
    }

    addPerson(values: Pick<Person, "username" | "password" | "firstName" | "lastName">): Person {
        const person: Person = { id: hexId(), addresses: [], cards: [], ...values };
        this.people.push(person);
        return person;
    }

    personOf(session: string): Person | undefined {
        const id = this.customers.get(session);
        return this.people.find((person) => person.id === id);
    }
}

/** An id as the stores make them. */
export function hexId(): string {
    return randomBytes(12).toString("hex");
}
