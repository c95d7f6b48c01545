import * as z from "zod/mini";
import { getJson } from "./call.ts";
import type { AskUrl } from "./call.ts";
import { shapeFailure } from "./call-failure.ts";
import type { Links } from "./links.ts";
import type { Address, Card, Customer, Item } from "./order.ts";

/** What an order is made of, as the other services answered it. */
export interface OrderParts {
    customer: Customer;
    /** Address of the customer at the user service; the customer's id is its last part. */
    customerHref: string;
    address: Address;
    card: Card;
    items: Item[];
}

const HAL = "application/hal+json";
const INT_MAX = 2 ** 31 - 1;

/** Jackson reads an absent field as null. */
const text = z.pipe(
    z.nullish(z.string()),
    z.transform((value) => value ?? null),
);

/** One field of each is required: an error body with status 200 must not pass for an empty entity. */
const CustomerAnswer = z.object({
    firstName: text,
    lastName: text,
    username: z.string(),
    _links: z.object({ self: z.object({ href: z.string() }) }),
});
const AddressAnswer = z.object({
    number: text,
    street: z.string(),
    city: text,
    postcode: text,
    country: text,
});
const CardAnswer = z.object({ longNum: z.string(), expires: text, ccv: text });
const ItemsAnswer = z.array(
    z.object({
        id: text,
        itemId: z.string(),
        quantity: z.int().check(z.gte(0), z.lte(INT_MAX)),
        unitPrice: z.number().check(z.gte(0)),
    }),
);

/** Fetches all four parts at once; rejects with the first CallFailure. */
export async function fetchParts(
    ask: AskUrl,
    links: Links,
    timeoutMs: number,
): Promise<OrderParts> {
    const get = async <T>(url: string, accept: string, shape: z.ZodMiniType<T>): Promise<T> => {
        const answer = shape.safeParse(await getJson(ask, url, accept, timeoutMs));
        if (!answer.success) throw shapeFailure("GET", url, "the answer is not what was expected");
        return answer.data;
    };
    const [address, customer, card, items] = await Promise.all([
        get(links.address, HAL, AddressAnswer),
        get(links.customer, HAL, CustomerAnswer),
        get(links.card, HAL, CardAnswer),
        get(links.items, "application/json", ItemsAnswer),
    ]);
    const { _links, ...person } = customer;
    return { customer: person, customerHref: _links.self.href, address, card, items };
}
