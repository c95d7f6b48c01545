import { Double, MongoServerError, ObjectId } from "mongodb";
import type { Collection } from "mongodb";
import { askMongo } from "../../platform/ask-mongo.ts";
import type { Mongo } from "../../platform/mongo.ts";
import type { Order, OrderStatus } from "./order.ts";
import type { OrderStore } from "./store.ts";

/** An order as upstream's library stores it: `_class` is its mark, `total` always a double. */
interface OrderDocument extends Omit<Order, "id" | "total"> {
    _id: ObjectId;
    _class: string;
    total: number | Double;
}

const DUPLICATE_KEY = 11000;

/**
 * The states that each state may be written over. A store that froze carries out, when it wakes, what
 * was sent to it before; such a late write must not take an order back.
 */
const FROM: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
    CREATED: ["CREATED"],
    PENDING: ["CREATED", "PENDING"],
    PAYMENT_FAILED: ["CREATED", "PENDING", "PAYMENT_FAILED"],
    PAID: ["CREATED", "PENDING", "PAID"],
    SHIPPED: ["CREATED", "PENDING", "PAID", "SHIPPED"],
};

const CLASS = "works.weave.socks.orders.entities.CustomerOrder";

/** Upstream's collection. */
const ORDERS = "customerOrder";

/** Connects, and has the database index what orders are looked up by: else each look reads them all. */
export async function prepareStore(mongo: Mongo): Promise<void> {
    await mongo.connect();
    await mongo.db.collection(ORDERS).createIndex({ customerId: 1 });
}

/** Orders in the document store. */
export function mongoStore(mongo: Mongo): OrderStore {
    const collection: Collection<OrderDocument> = mongo.db.collection(ORDERS, {
        // A paid order must outlive a crash of the store: acknowledged means written to its journal.
        writeConcern: { w: 1, journal: true },
    });
    return {
        newId: () => new ObjectId().toHexString(),
        save: (order) =>
            askMongo(async () => {
                const { _id, ...fields } = toDocument(order);
                const filter = { _id, status: { $in: FROM[order.status] } };
                try {
                    await collection.replaceOne(filter, fields, { upsert: true });
                } catch (error) {
                    // Nothing matched and the insert found the id taken: the order is further already.
                    if (!(error instanceof MongoServerError && error.code === DUPLICATE_KEY)) {
                        throw error;
                    }
                }
            }),
        get: (id) =>
            askMongo(async () => {
                if (!isId(id)) return undefined;
                const found = await collection.findOne({ _id: new ObjectId(id) });
                return found === null ? undefined : toOrder(found);
            }),
        ofCustomer: (customerId) =>
            askMongo(async () => {
                // Ids rise with time, so they give the order of insertion.
                const found = await collection.find({ customerId }).sort({ _id: 1 }).toArray();
                return found.map(toOrder);
            }),
        list: ({ page, size, sort }) =>
            askMongo(async () => {
                const by: Record<string, 1 | -1> =
                    sort === undefined ? {} : { [sort.field]: sort.isAscending ? 1 : -1 };
                const [count, found] = await Promise.all([
                    collection.countDocuments(),
                    collection
                        .find()
                        .sort({ ...by, _id: 1 })
                        .skip(page * size)
                        .limit(size)
                        .toArray(),
                ]);
                return { count, orders: found.map(toOrder) };
            }),
        remove: (id) =>
            askMongo(async () => {
                if (!isId(id)) return false;
                const { deletedCount } = await collection.deleteOne({ _id: new ObjectId(id) });
                return deletedCount > 0;
            }),
        ping: () => askMongo(() => mongo.ping()),
        close: () => mongo.close(),
    };
}

function isId(text: string): boolean {
    return /^[0-9a-f]{24}$/i.test(text);
}

function toDocument(order: Order): OrderDocument {
    const { id, total, ...rest } = order;
    return { _id: new ObjectId(id), _class: CLASS, ...rest, total: new Double(total) };
}

function toOrder(document: OrderDocument): Order {
    const { _id, _class, total, ...rest } = document;
    return { id: _id.toHexString(), ...rest, total: Number(total) };
}
