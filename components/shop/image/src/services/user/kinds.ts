import type { EntryKind } from "./entry-routes.ts";
import type { Shapes } from "./shapes.ts";
import type { Address, Card, UserStore } from "./store.ts";

export function addressKind(store: UserStore, shapes: Shapes): EntryKind<keyof Address> {
    return {
        path: "addresses",
        key: "address",
        names: ["street", "number", "country", "city", "postcode"],
        store: store.addresses,
        shape: shapes.address,
        get: "getAddresses",
        post: "postAddress",
        logged: ({ street, number }) => ({ street, number }),
    };
}

export function cardKind(store: UserStore, shapes: Shapes): EntryKind<keyof Card> {
    return {
        path: "cards",
        key: "card",
        names: ["longNum", "expires", "ccv"],
        store: store.cards,
        shape: shapes.card,
        get: "getCards",
        post: "postCard",
        logged: ({ longNum }) => ({ card: masked(longNum) }),
    };
}

/** A card number of which only the last four digits can be read; nothing of one that short. */
export function masked(longNum: string): string {
    const hidden = longNum.length > 4 ? longNum.length - 4 : longNum.length;
    return "*".repeat(hidden) + longNum.slice(hidden);
}
