import { SEED_ADDRESSES, SEED_CARDS, SEED_CUSTOMERS } from "./seed-data.ts";
import type { Address, Card, Customer, Stored } from "./store.ts";

/** Where seed documents go; each call may be repeated. */
export interface SeedStore {
    /** Makes the unique index on usernames. */
    index(): Promise<void>;
    wasSeeded(): Promise<boolean>;
    /** Each stores a document unless there is one of its id. */
    customer(customer: Customer): Promise<void>;
    address(address: Stored<Address>): Promise<void>;
    card(card: Stored<Card>): Promise<void>;
    /** Remembers that all of it is there. */
    markSeeded(): Promise<void>;
}

/**
 * Prepares a store: the index, and on an empty one the seed. The mark is written last, so a seed that
 * was cut short is completed by the next try; a seed customer who was deleted later stays deleted.
 */
export async function prepare(store: SeedStore): Promise<void> {
    await store.index();
    if (await store.wasSeeded()) return;
    for (const address of SEED_ADDRESSES) await store.address(address);
    for (const card of SEED_CARDS) await store.card(card);
    for (const customer of SEED_CUSTOMERS) await store.customer(customer);
    await store.markSeeded();
}
