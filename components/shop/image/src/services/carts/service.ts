import { portSetting } from "../../platform/env.ts";
import type { Settings } from "../../platform/env.ts";
import type { Service } from "../../platform/http.ts";
import { springLog, started } from "../../platform/java-dialect.ts";
import { STDOUT, writer } from "../../platform/log.ts";
import { mongo } from "../../platform/mongo.ts";
import { connectStore } from "../../platform/spring-mongo.ts";
import { createCartsApp } from "./app.ts";
import { mongoCartStore } from "./mongo-cart-store.ts";

const DEFAULT_PORT = 8081;

/** Upstream's server selection time-out. */
const STORE_TIMEOUT_MS = 10_000;

/** Builds carts. Variables: `PORT`, `MONGO_HOST`, `MONGO_USER`, `MONGO_PASS`. Connects in the background. */
export async function carts(settings: Settings): Promise<Service> {
    const port = portSetting(settings, { flag: "port", env: "PORT" }, DEFAULT_PORT);
    const database = mongo(settings, {
        host: "carts-db:27017",
        database: "data",
        timeoutMs: STORE_TIMEOUT_MS,
    });
    const log = springLog(writer(STDOUT), "carts");
    const store = mongoCartStore(database);
    const connection = connectStore(() => database.connect(), "carts-db", log);
    return {
        app: createCartsApp({ store, port, log, ready: () => connection.ready }),
        port,
        onListening: () => started(log, port, "w.weave.socks.cart.CartApplication"),
        close: async () => {
            connection.stop();
            await store.close();
        },
    };
}
