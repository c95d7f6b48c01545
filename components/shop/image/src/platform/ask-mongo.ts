import { MongoNetworkError, MongoServerSelectionError, MongoTopologyClosedError } from "mongodb";
import { StoreLost } from "./store-lost.ts";

/** How the driver says that a server is not there, is silent, or never was there. */
const LOST = [MongoServerSelectionError, MongoNetworkError, MongoTopologyClosedError];

/** Runs a call of the driver; a store that can't be reached rejects with StoreLost. */
export async function askMongo<T>(call: () => Promise<T>): Promise<T> {
    try {
        return await call();
    } catch (cause) {
        if (cause instanceof Error && LOST.some((kind) => cause instanceof kind)) {
            throw new StoreLost(cause.message, { cause });
        }
        throw cause;
    }
}
