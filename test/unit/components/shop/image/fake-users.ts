import {
    SEED_ADDRESSES,
    SEED_CARDS,
    SEED_CUSTOMERS,
} from "../../../../../components/shop/image/src/services/user/seed-data.ts";
import { NameTaken } from "../../../../../components/shop/image/src/services/user/store.ts";
import type {
    Customer,
    EntryStore,
    Stored,
    UserStore,
} from "../../../../../components/shop/image/src/services/user/store.ts";

/** Customers, addresses and cards in memory: the seed, and what is added. */
export interface FakeUsers extends UserStore {
    /** What every call rejects with, when set. */
    broken: Error | undefined;
    /** How often the store was asked. */
    calls: number;
    customerMap: Map<string, Customer>;
}

export function fakeUsers(): FakeUsers {
    let ids = 0;
    const newId = (): string => (ids += 1).toString(16).padStart(24, "0");
    const customers = byId(SEED_CUSTOMERS);
    const addresses = byId(SEED_ADDRESSES);
    const cards = byId(SEED_CARDS);

    const reach = async (): Promise<void> => {
        store.calls += 1;
        if (store.broken !== undefined) throw store.broken;
    };
    const entryStore = <Entry extends object>(
        entries: Map<string, Stored<Entry>>,
        field: "addresses" | "cards",
    ): EntryStore<Entry> => ({
        all: async () => {
            await reach();
            return [...entries.values()];
        },
        some: async (ids) => {
            await reach();
            return ids.flatMap((id) => entries.get(id) ?? []);
        },
        add: async (entry, customerId) => {
            await reach();
            const id = newId();
            if (customerId !== undefined) {
                const customer = customers.get(customerId);
                if (customer === undefined) return undefined;
                customers.set(customerId, { ...customer, [field]: [...customer[field], id] });
            }
            entries.set(id, { ...entry, id });
            return id;
        },
        remove: async (id) => {
            await reach();
            for (const customer of customers.values()) {
                const kept = customer[field].filter((entry) => entry !== id);
                customers.set(customer.id, { ...customer, [field]: kept });
            }
            return entries.delete(id);
        },
    });
    const store: FakeUsers = {
        broken: undefined,
        calls: 0,
        customerMap: customers,
        customers: async () => {
            await reach();
            return [...customers.values()];
        },
        customer: async (id) => {
            await reach();
            return customers.get(id);
        },
        customerNamed: async (username) => {
            await reach();
            return [...customers.values()].find((customer) => customer.username === username);
        },
        addCustomer: async (customer) => {
            await reach();
            const { username } = customer;
            if ([...customers.values()].some((other) => other.username === username)) {
                throw new NameTaken(username);
            }
            const id = newId();
            customers.set(id, { id, ...customer, addresses: [], cards: [] });
            return id;
        },
        removeCustomer: async (id) => {
            await reach();
            const customer = customers.get(id);
            for (const address of customer?.addresses ?? []) addresses.delete(address);
            for (const card of customer?.cards ?? []) cards.delete(card);
            return customers.delete(id);
        },
        addresses: entryStore(addresses, "addresses"),
        cards: entryStore(cards, "cards"),
        ping: reach,
        close: async () => {},
    };
    return store;
}

function byId<T extends { id: string }>(all: readonly T[]): Map<string, T> {
    return new Map(all.map((one) => [one.id, one]));
}
