/** What a customer is registered with. */
export interface NewCustomer {
    firstName: string;
    lastName: string;
    email: string;
    username: string;
    /** Hex SHA-1 of the salt's text followed by the password. */
    password: string;
    salt: string;
}

/** A stored customer; ids are 24 lower-case hex digits everywhere. */
export interface Customer extends NewCustomer {
    id: string;
    /** Ids of the customer's entries, oldest first. */
    addresses: readonly string[];
    cards: readonly string[];
}

export interface Address {
    street: string;
    number: string;
    country: string;
    city: string;
    postcode: string;
}

export interface Card {
    longNum: string;
    expires: string;
    ccv: string;
}

/** An entry as it is stored. */
export type Stored<Entry> = Entry & { id: string };

/** The username is taken; the text is the database's and part of the contract. */
export class NameTaken extends Error {
    constructor(username: string) {
        super(
            "E11000 duplicate key error collection: users.customers index: username_1 " +
                `dup key: { username: ${JSON.stringify(username)} }`,
        );
        this.name = "NameTaken";
    }
}

/** The addresses, or the cards, of all customers. */
export interface EntryStore<Entry> {
    all(): Promise<Stored<Entry>[]>;
    /** Those of the ids that exist, in the order of the ids. */
    some(ids: readonly string[]): Promise<Stored<Entry>[]>;
    /** Stores an entry, unattached or as the customer's; undefined when there is no such customer. */
    add(entry: Entry, customerId?: string): Promise<string | undefined>;
    /** Deletes an entry, and takes it from its customer; false when there was none. */
    remove(id: string): Promise<boolean>;
}

/** What user asks of its database; a database that is gone rejects with StoreLost. */
export interface UserStore {
    customers(): Promise<Customer[]>;
    customer(id: string): Promise<Customer | undefined>;
    customerNamed(username: string): Promise<Customer | undefined>;
    /** Stores a customer without entries; rejects with NameTaken. */
    addCustomer(customer: NewCustomer): Promise<string>;
    /** Deletes a customer with all entries; false when there was none. */
    removeCustomer(id: string): Promise<boolean>;
    addresses: EntryStore<Address>;
    cards: EntryStore<Card>;
    /** Whether the database answers at all. */
    ping(): Promise<void>;
    close(): Promise<void>;
}
