import { portSetting } from "../../platform/env.ts";
import type { Settings } from "../../platform/env.ts";
import { askUrl, closeBackends } from "../../platform/http-client.ts";
import type { Service } from "../../platform/http.ts";
import { springLog, started } from "../../platform/java-dialect.ts";
import { STDOUT, writer } from "../../platform/log.ts";
import { mongo } from "../../platform/mongo.ts";
import { connectStore } from "../../platform/spring-mongo.ts";
import { createOrders } from "./app.ts";
import { InFlight } from "./in-flight.ts";
import { PATIENCE } from "./keep-saving.ts";
import { mongoStore, prepareStore } from "./mongo-store.ts";
import { OrderLog } from "./order-log.ts";
import { orderPlacer } from "./place-order.ts";
import { callTimeoutMs, serviceUrl } from "./settings.ts";

/** The released image's default port; the manifests set another. */
const DEFAULT_PORT = 8082;
/** How long a call of the store waits for a server that is not there (contract). */
const STORE_TIMEOUT_MS = 10_000;
/** What is left of the kubelet's 30 s grace after the server's own drain. */
const LAST_ORDERS_MS = 8000;

/**
 * Builds the orders service. Variables: `PORT`, `MONGO_HOST`, `MONGO_USER`, `MONGO_PASS`,
 * `PAYMENT_URL`, `SHIPPING_URL`, `HTTP_TIMEOUT` (seconds).
 */
export async function orders(settings: Settings): Promise<Service> {
    const port = portSetting(settings, { flag: "port", env: "PORT" }, DEFAULT_PORT);
    const timeoutMs = callTimeoutMs(settings);
    const paymentUrl = `${serviceUrl(settings, "PAYMENT_URL", "http://payment")}/paymentAuth`;
    const shippingUrl = `${serviceUrl(settings, "SHIPPING_URL", "http://shipping")}/shipping`;
    const log = springLog(writer(STDOUT), "orders");
    const database = mongo(settings, {
        host: "orders-db:27017",
        database: "data",
        timeoutMs: STORE_TIMEOUT_MS,
    });
    const store = mongoStore(database);
    const inFlight = new InFlight();
    const giveUp = new AbortController();
    const connection = connectStore(() => prepareStore(database), "orders-db", log);
    const place = orderPlacer({
        ask: askUrl,
        store,
        log: new OrderLog(log),
        paymentUrl,
        shippingUrl,
        timeoutMs,
        patience: { ...PATIENCE, giveUp: giveUp.signal },
    });
    return {
        app: createOrders({
            port,
            log,
            store,
            place,
            inFlight,
            ready: () => connection.ready,
        }),
        port,
        onListening: () => started(log, port, "works.weave.socks.OrderApplication"),
        close: async () => {
            await inFlight.settle(LAST_ORDERS_MS);
            giveUp.abort();
            connection.stop();
            closeBackends();
            await store.close();
        },
    };
}
