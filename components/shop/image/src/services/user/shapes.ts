import type { Address, Card, Customer, Stored } from "./store.ts";

/** The answers' JSON, in the contract's order of keys. */
export interface Shapes {
    customer: (customer: Customer) => object;
    address: (address: Stored<Address>) => object;
    card: (card: Stored<Card>) => object;
}

/** Shapes whose links start with `http://<domain>/`. */
export function createShapes(domain: string): Shapes {
    const at = (path: string): { href: string } => ({ href: `http://${domain}/${path}` });
    return {
        customer: ({ id, firstName, lastName, username }) => {
            const self = at(`customers/${id}`);
            const addresses = at(`customers/${id}/addresses`);
            const cards = at(`customers/${id}/cards`);
            const _links = { addresses, cards, customer: self, self };
            return { firstName, lastName, username, id, _links };
        },
        address: ({ id, street, number, country, city, postcode }) => {
            const self = at(`addresses/${id}`);
            return { street, number, country, city, postcode, id, _links: { address: self, self } };
        },
        card: ({ id, longNum, expires, ccv }) => {
            const self = at(`cards/${id}`);
            return { longNum, expires, ccv, id, _links: { card: self, self } };
        },
    };
}
