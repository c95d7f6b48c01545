import { randomUUID } from "node:crypto";
import { MongoServerError } from "mongodb";
import { askMongo } from "../../platform/ask-mongo.ts";
import type { Mongo } from "../../platform/mongo.ts";
import type { Line } from "./line.ts";
import type { CartStore } from "./store.ts";

/**
 * One document a cart, with its lines inside: a change is one write, which can't be seen half done.
 * (Upstream keeps each line in a collection of its own and leaves them behind.)
 */
interface CartDocument {
    /** The customer's id, so that two first lines at the same time can't make two carts. */
    _id: string;
    revision: string;
    items: Line[];
}

const DUPLICATE_KEY = 11000;

/** Carts in the collection `cart`. */
export function mongoCartStore(database: Mongo): CartStore {
    const carts = database.db.collection<CartDocument>("cart");
    return {
        read: (customerId) =>
            askMongo(async () => {
                const found = await carts.findOne({ _id: customerId });
                return { lines: found?.items ?? [], revision: found?.revision };
            }),
        replace: (customerId, lines, revision) =>
            askMongo(async () => {
                const next = { revision: randomUUID(), items: [...lines] };
                if (revision !== undefined) {
                    const filter = { _id: customerId, revision };
                    return (await carts.replaceOne(filter, next)).matchedCount === 1;
                }
                try {
                    await carts.insertOne({ _id: customerId, ...next });
                    return true;
                } catch (error) {
                    if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) {
                        return false;
                    }
                    throw error;
                }
            }),
        remove: (customerId, revision) =>
            askMongo(async () => {
                const filter = { _id: customerId, ...(revision === undefined ? {} : { revision }) };
                return (await carts.deleteOne(filter)).deletedCount === 1;
            }),
        ping: () => askMongo(() => database.ping()),
        close: () => database.close(),
    };
}
