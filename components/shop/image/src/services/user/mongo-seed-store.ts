import { ObjectId } from "mongodb";
import type { Db } from "mongodb";
import { toCustomerDocument } from "./documents.ts";
import { isDuplicate } from "./mongo-user-store.ts";
import type { SeedStore } from "./seed.ts";

/** The mark, in a collection that no route reads or deletes from. */
const MARK = { _id: "users" };

/** Writes the seed into the same collections that the service reads. */
export function mongoSeedStore(db: Db): SeedStore {
    const marks = db.collection<{ _id: string }>("seeded");
    const put = async (collection: string, _id: ObjectId, fields: object): Promise<void> => {
        const insert = { $setOnInsert: fields };
        try {
            await db.collection(collection).updateOne({ _id }, insert, { upsert: true });
        } catch (error) {
            // Somebody registered the name before the first seed was complete: theirs.
            if (!isDuplicate(error)) throw error;
        }
    };
    return {
        index: async () => {
            await db.collection("customers").createIndex({ username: 1 }, { unique: true });
        },
        wasSeeded: async () => (await marks.findOne(MARK)) !== null,
        customer: (customer) => {
            const { _id, ...fields } = toCustomerDocument(customer);
            return put("customers", _id, fields);
        },
        address: ({ id, ...fields }) => put("addresses", new ObjectId(id), fields),
        card: ({ id, ...fields }) => put("cards", new ObjectId(id), fields),
        markSeeded: async () => {
            await marks.updateOne(MARK, { $set: { at: new Date() } }, { upsert: true });
        },
    };
}
