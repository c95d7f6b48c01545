import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { basic, type ShopClient } from "./shop-client.ts";

/** A customer of one test. */
export interface Account {
    id: string;
    username: string;
    password: string;
}

/** Where the accounts of tests live, as the shop takes it. */
export const ADDRESS = {
    number: "246",
    street: "Whitelees Road",
    city: "Glasgow",
    postcode: "G67 3DL",
    country: "United Kingdom",
};

/** A text that no other test has used. */
export function unique(prefix: string): string {
    return `${prefix}-${randomBytes(6).toString("hex")}`;
}

/** A card number of its own, so that a test can tell whether it turns up anywhere. */
export function cardNumber(): string {
    return `4${[...randomBytes(15)].map((byte) => byte % 10).join("")}`;
}

/** What somebody sends to register. */
export function person(): Record<
    "username" | "password" | "email" | "firstName" | "lastName",
    string
> {
    const username = unique("shopper");
    return {
        username,
        password: unique("secret"),
        email: `${username}@example.com`,
        firstName: "Sam",
        lastName: "Shopper",
    };
}

/** Registers the visitor under a new name, which also logs in. */
export async function register(visitor: ShopClient): Promise<Account> {
    const one = person();
    const answer = await visitor.post("/register", one);
    assert.equal(answer.status, 200, answer.toString());
    const { id } = answer.json() as { id: string };
    return { id, username: one.username, password: one.password };
}

/** Registers the visitor, with an address and a card to buy with. */
export async function registerBuyer(visitor: ShopClient, longNum = cardNumber()): Promise<Account> {
    const account = await register(visitor);
    for (const [path, body] of [
        ["/addresses", ADDRESS],
        ["/cards", { longNum, expires: "12/30", ccv: "123" }],
    ] as const) {
        const answer = await visitor.post(path, body);
        assert.equal(answer.status, 200, answer.toString());
        assert.match(answer.text, /^\{"id":"[0-9a-f]{24}"\}/, answer.toString());
    }
    return account;
}

/** Logs the visitor in. */
export async function logIn(visitor: ShopClient, account: Omit<Account, "id">): Promise<void> {
    const answer = await visitor.get("/login", basic(account.username, account.password));
    assert.equal(answer.status, 200, answer.toString());
}
