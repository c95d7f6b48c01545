import { ObjectId } from "mongodb";
import type { Collection, Document, WithId } from "mongodb";
import { askMongo } from "../../platform/ask-mongo.ts";
import type { InTurn } from "../../platform/in-turn.ts";
import type { CustomerDocument } from "./documents.ts";
import type { EntryStore, Stored } from "./store.ts";

interface Parts<Entry> {
    entries: Collection;
    customers: Collection<CustomerDocument>;
    /** The field of a customer that lists the entries' ids. */
    field: "addresses" | "cards";
    toEntry: (found: WithId<Document>) => Stored<Entry>;
    /** Keeps the changes of one customer apart. */
    turn: InTurn;
}

/** Addresses or cards in a collection of their own, attached by id to a customer. */
export function mongoEntryStore<Entry extends object>({
    entries,
    customers,
    field,
    toEntry,
    turn,
}: Parts<Entry>): EntryStore<Entry> {
    return {
        all: () => askMongo(async () => (await entries.find().toArray()).map(toEntry)),
        some: (ids) =>
            askMongo(async () => {
                const wanted = ids.map((id) => new ObjectId(id));
                const found = await entries.find({ _id: { $in: wanted } }).toArray();
                const byId = new Map(found.map(toEntry).map((entry) => [entry.id, entry]));
                return ids.flatMap((id) => byId.get(id) ?? []);
            }),
        add: (entry, customerId) => {
            const _id = new ObjectId();
            const insert = async (): Promise<string> => {
                await entries.insertOne({ _id, ...entry });
                return _id.toHexString();
            };
            if (customerId === undefined) return askMongo(insert);
            // Attached first: an id without an entry shows nowhere, an entry of nobody would.
            const attach = async (): Promise<string | undefined> => {
                const customer = { _id: new ObjectId(customerId) };
                const update = { $addToSet: { [field]: _id } };
                const { matchedCount } = await customers.updateOne(customer, update);
                return matchedCount === 0 ? undefined : insert();
            };
            return turn(customerId, () => askMongo(attach));
        },
        remove: (id) =>
            askMongo(async () => {
                const _id = new ObjectId(id);
                const owners = customers.find({ [field]: _id }, { projection: { _id: 1 } });
                const update = { $pull: { [field]: _id } };
                for (const owner of await owners.toArray()) {
                    await turn(owner._id.toHexString(), () =>
                        askMongo(() => customers.updateOne({ _id: owner._id }, update)),
                    );
                }
                return (await entries.deleteOne({ _id })).deletedCount === 1;
            }),
    };
}
