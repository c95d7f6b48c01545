import { at, json, segment, textAt } from "./backends.ts";
import type { Backends } from "./backends.ts";

/** What orders is sent: where it finds the parts of the order. */
export interface OrderLinks {
    customer: string;
    address: string | null;
    card: string | null;
    items: string;
}

/**
 * The links of a customer's order: first address, first card, whole cart. Without an address or card
 * null stands in, and orders refuses.
 */
export async function orderFor(
    { user }: Pick<Backends, "user">,
    cartsUrl: string,
    customerId: string,
): Promise<OrderLinks> {
    const answer = await user(`/customers/${segment(customerId)}`);
    const links = at(json(answer, "user"), "_links");
    const customer = textAt(links, "customer", "href");
    const addresses = textAt(links, "addresses", "href");
    const cards = textAt(links, "cards", "href");
    if (customer === undefined || addresses === undefined || cards === undefined) {
        throw new Error(`Unable to read the customer. Status code: ${answer.status}`);
    }
    // The links name user by the domain it was given; it is asked where we know it.
    const first = async (list: string, name: string): Promise<string | null> => {
        const { pathname, search } = new URL(list);
        const body = json(await user(`${pathname}${search}`), "user");
        return textAt(body, "_embedded", name, 0, "_links", "self", "href") ?? null;
    };
    const [address, card] = await Promise.all([first(addresses, "address"), first(cards, "card")]);
    return { customer, address, card, items: `${cartsUrl}/carts/${segment(customerId)}/items` };
}
