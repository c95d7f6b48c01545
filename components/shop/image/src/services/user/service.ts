import { connectInBackground } from "../../platform/connection.ts";
import { SettingError, portSetting, setting } from "../../platform/env.ts";
import type { Settings } from "../../platform/env.ts";
import type { Service } from "../../platform/http.ts";
import { STDERR, logfmt, writer } from "../../platform/log.ts";
import { mongo } from "../../platform/mongo.ts";
import { createUserApp } from "./app.ts";
import { mongoSeedStore } from "./mongo-seed-store.ts";
import { mongoUserStore } from "./mongo-user-store.ts";
import { prepare } from "./seed.ts";

const DEFAULT_PORT = 8084;

/** Upstream's for dialling, server selection and socket reads. */
const STORE_TIMEOUT_MS = 5000;

/**
 * Builds user. Variables and flags: `PORT`/`-port`, `MONGO_HOST`/`-mongo-host`,
 * `MONGO_USER`/`-mongo-user`, `MONGO_PASS`/`-mongo-password`, `HATEAOS`/`-link-domain`,
 * `USER_DATABASE`/`-database`. Connects in the background.
 */
export async function user(settings: Settings): Promise<Service> {
    const port = portSetting(settings, { flag: "port", env: "PORT" }, DEFAULT_PORT);
    const linkDomain = setting(settings, { flag: "link-domain", env: "HATEAOS" }, "user");
    const kind = setting(settings, { flag: "database", env: "USER_DATABASE" }, "mongodb");
    if (kind !== "mongodb") {
        throw new SettingError(
            "flag -database or variable USER_DATABASE",
            `found "${kind}"`,
            "mongodb",
            "leave it out",
        );
    }
    const database = mongo(settings, {
        host: "user-db:27017",
        database: "users",
        timeoutMs: STORE_TIMEOUT_MS,
    });
    const log = logfmt(writer(STDERR));
    const store = mongoUserStore(database);
    const seed = mongoSeedStore(database.db);
    const connection = connectInBackground(
        async () => {
            await database.connect();
            await prepare(seed);
        },
        (err) => log("service.ts:1", { err }),
    );
    return {
        app: createUserApp({ store, linkDomain, log, ready: () => connection.ready }),
        port,
        onListening: () => log("service.ts:1", { transport: "HTTP", port }),
        close: async () => {
            connection.stop();
            await store.close();
        },
    };
}
