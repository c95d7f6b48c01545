import assert from "node:assert/strict";
import { ADDRESS, person } from "../support/shop-accounts.ts";
import type { Answer, ShopClient } from "../support/shop-client.ts";
import { goError, type Row } from "../support/shop-rows.ts";

const HAL = /^application\/hal\+json/;
export const TEXT_TYPE = "text/plain; charset=utf-8";
export const SEED = "57a98d98e4b00679b4a830";
export const UNKNOWN = "000000000000000000000000";

export interface Entity {
    id: string;
    [key: string]: unknown;
}

export function hal(answer: Answer): void {
    assert.match(answer.headers["content-type"] ?? "", HAL);
    assert.ok(answer.text.endsWith("}\n"));
}

export function is(value: unknown): (answer: Answer) => void {
    return (answer) => {
        hal(answer);
        assert.deepEqual(answer.json(), value);
    };
}

export function customerOf(
    id: string,
    firstName: string,
    lastName: string,
    username: string,
): object {
    const self = { href: `http://user/customers/${id}` };
    const [addresses, cards] = ["addresses", "cards"].map((list) => ({
        href: `${self.href}/${list}`,
    }));
    return {
        firstName,
        lastName,
        username,
        id,
        _links: { addresses, cards, customer: self, self },
    };
}

function addressOf(id: string, address: object): object {
    const self = { href: `http://user/addresses/${id}` };
    return { ...address, id, _links: { address: self, self } };
}

function cardOf(id: string, longNum: string, expires: string, ccv: string): object {
    const self = { href: `http://user/cards/${id}` };
    return { longNum, expires, ccv, id, _links: { card: self, self } };
}

const ABERDARE = {
    street: "Maes-Y-Deri",
    number: "4",
    country: "United Kingdom",
    city: "Aberdare",
    postcode: "CF44 6TF",
};
export const SEED_CUSTOMERS = [
    {
        id: `${SEED}af`,
        names: ["Eve", "Berger", "Eve_Berger"],
        password: "eve",
        address: "ad",
        card: "ae",
    },
    {
        id: `${SEED}b2`,
        names: ["User", "Name", "user"],
        password: "password",
        address: "b0",
        card: "b1",
    },
    {
        id: `${SEED}b5`,
        names: ["User1", "Name1", "user1"],
        password: "password",
        address: "b3",
        card: "b4",
    },
].map((one) => {
    const [firstName = "", lastName = "", username = ""] = one.names;
    return { ...one, username, customer: customerOf(one.id, firstName, lastName, username) };
});
export const SEED_ADDRESSES = [
    addressOf(`${SEED}ad`, ADDRESS),
    addressOf(`${SEED}b0`, ADDRESS),
    addressOf(`${SEED}b3`, ABERDARE),
    addressOf("57a98ddce4b00679b4a830d1", {
        ...{ street: "my road", number: "3", country: "UK", city: "London", postcode: "" },
    }),
];
export const SEED_CARDS = [
    cardOf(`${SEED}ae`, "5953580604169678", "08/19", "678"),
    cardOf(`${SEED}b1`, "5544154011345918", "08/19", "958"),
    cardOf(`${SEED}b4`, "0908415193175205", "08/19", "280"),
    cardOf("57a98ddce4b00679b4a830d2", "5429804235432", "04/16", "432"),
];

/** What a row says of an error, in Go's words. */
export const fails = (error: string, status = 500): Omit<Row, "ask"> => ({
    status,
    type: TEXT_TYPE,
    is: goError(error, status),
});

/** Registers somebody. @returns the id */
export async function registered(client: ShopClient): Promise<string> {
    return ((await client.post("/register", person())).json() as Entity).id;
}

export function idOf(entity: object): string {
    return (entity as Entity).id;
}
