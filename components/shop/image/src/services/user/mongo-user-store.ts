import { MongoServerError, ObjectId } from "mongodb";
import { askMongo } from "../../platform/ask-mongo.ts";
import { inTurn } from "../../platform/in-turn.ts";
import type { Mongo } from "../../platform/mongo.ts";
import { toAddress, toCard, toCustomer, toCustomerDocument } from "./documents.ts";
import type { CustomerDocument } from "./documents.ts";
import { mongoEntryStore } from "./mongo-entry-store.ts";
import { NameTaken } from "./store.ts";
import type { UserStore } from "./store.ts";

const DUPLICATE_KEY = 11000;

/** True for a write that a unique index refused. */
export function isDuplicate(error: unknown): boolean {
    return error instanceof MongoServerError && error.code === DUPLICATE_KEY;
}

/** Customers, addresses and cards in the collections of those names. */
export function mongoUserStore(database: Mongo): UserStore {
    const { db } = database;
    const customers = db.collection<CustomerDocument>("customers");
    const addresses = db.collection("addresses");
    const cards = db.collection("cards");
    const turn = inTurn();
    return {
        customers: () => askMongo(async () => (await customers.find().toArray()).map(toCustomer)),
        customer: (id) =>
            askMongo(async () => {
                const found = await customers.findOne({ _id: new ObjectId(id) });
                return found === null ? undefined : toCustomer(found);
            }),
        customerNamed: (username) =>
            askMongo(async () => {
                const found = await customers.findOne({ username });
                return found === null ? undefined : toCustomer(found);
            }),
        addCustomer: (customer) =>
            askMongo(async () => {
                const id = new ObjectId().toHexString();
                const document = toCustomerDocument({ id, ...customer, addresses: [], cards: [] });
                try {
                    await customers.insertOne(document);
                } catch (error) {
                    if (isDuplicate(error)) throw new NameTaken(customer.username);
                    throw error;
                }
                return id;
            }),
        removeCustomer: (id) =>
            turn(id, () =>
                askMongo(async () => {
                    const found = await customers.findOne({ _id: new ObjectId(id) });
                    if (found === null) return false;
                    // The customer last: a deletion that was cut short can be asked for again.
                    await addresses.deleteMany({ _id: { $in: found.addresses ?? [] } });
                    await cards.deleteMany({ _id: { $in: found.cards ?? [] } });
                    return (await customers.deleteOne({ _id: found._id })).deletedCount === 1;
                }),
            ),
        addresses: mongoEntryStore({
            entries: addresses,
            customers,
            field: "addresses",
            toEntry: toAddress,
            turn,
        }),
        cards: mongoEntryStore({
            entries: cards,
            customers,
            field: "cards",
            toEntry: toCard,
            turn,
        }),
        ping: () => askMongo(() => database.ping()),
        close: () => database.close(),
    };
}
