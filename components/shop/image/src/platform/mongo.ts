import { MongoClient } from "mongodb";
import type { Db } from "mongodb";
import { setting } from "./env.ts";
import type { Settings } from "./env.ts";
import { StoreLost } from "./store-lost.ts";
import { within } from "./within.ts";

/** A database behind the driver's own reconnecting client. */
export interface Mongo {
    db: Db;
    /**
     * Connects unless connected. The driver gives up a client whose first connect failed, so this has to
     * be called until it succeeds; from then on the client reconnects by itself.
     */
    connect(): Promise<void>;
    /** Rejects when the server doesn't answer within 3 s: `/health` must answer before a probe gives up. */
    ping(): Promise<void>;
    close(): Promise<void>;
}

const PING_TIMEOUT_MS = 3000;

/** Connections at most; what is beyond waits in the driver, in order. */
const CONNECTIONS = 20;

/**
 * A client of the document store; opens no connection before it is used.
 * Variables: `MONGO_HOST` (`host` or `host:port`), `MONGO_USER`, `MONGO_PASS` (both empty: no login).
 *
 * @param timeoutMs how long a call waits for a server that is not there, and for an answer of one that
 *     is (shop-api.md, section 0)
 */
export function mongo(
    settings: Settings,
    { host, database, timeoutMs }: { host: string; database: string; timeoutMs: number },
): Mongo {
    const address = setting(settings, { flag: "mongo-host", env: "MONGO_HOST" }, host);
    const username = setting(settings, { flag: "mongo-user", env: "MONGO_USER" }, "");
    const password = setting(settings, { flag: "mongo-password", env: "MONGO_PASS" }, "");
    const client = new MongoClient(`mongodb://${address}`, {
        ...(username === "" ? {} : { auth: { username, password }, authSource: "admin" }),
        directConnection: true,
        maxPoolSize: CONNECTIONS,
        serverSelectionTimeoutMS: timeoutMs,
        connectTimeoutMS: timeoutMs,
        // A server that took the request and froze; a read is then tried once more.
        socketTimeoutMS: timeoutMs,
        // Both need a replica set, which a lone store is not.
        retryWrites: false,
        retryReads: true,
        // Less than the default 10 s between two looks at a server that is gone: seen again at once.
        heartbeatFrequencyMS: 2000,
        minHeartbeatFrequencyMS: 500,
    });
    const db = client.db(database);
    const connect = async (): Promise<void> => {
        await client.connect();
    };
    const answers = async (): Promise<boolean> => {
        await connect();
        await db.command({ ping: 1 });
        return true;
    };
    return {
        db,
        connect,
        ping: async () => {
            if (!(await within(PING_TIMEOUT_MS, answers(), false))) {
                throw new StoreLost(`no answer of ${address} in ${PING_TIMEOUT_MS} ms`);
            }
        },
        close: () => client.close(),
    };
}
