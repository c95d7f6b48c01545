import type { ServiceName, StoreName } from "./topology.ts";

/** A key of a Secret of the shop's namespace. */
export interface SecretKey {
    secret: string;
    key: string;
}

/** A setting of a container: a plain value, or a key of a Secret. */
export type Setting = string | SecretKey;

/** Environment by variable, in order: a value may hold `$(NAME)` of one before it. */
export type Environment = Readonly<Record<string, Setting>>;

/** Name and key of the Secret that the front-end signs its cookies with. */
export const SESSION_SECRET: SecretKey = { secret: "front-end", key: "SESSION_SECRET" };

/** The database user of the catalogue (spec shop-api.md, section 2.6). */
const CATALOGUE_USER = "catalogue_user";

const from = (secret: StoreName, key: string): SecretKey => ({ secret, key });

function documentsOf(store: StoreName): Environment {
    return {
        MONGO_HOST: `${store}:27017`,
        MONGO_USER: from(store, "MONGO_USER"),
        MONGO_PASS: from(store, "MONGO_PASSWORD"),
    };
}

const BROKER: Environment = {
    RABBITMQ_HOST: "rabbitmq",
    RABBITMQ_USER: from("rabbitmq", "RABBITMQ_USER"),
    RABBITMQ_PASS: from("rabbitmq", "RABBITMQ_PASSWORD"),
};

/** What each service is told besides its name and port; every setting is in the image's README. */
export const SETTINGS: Readonly<Record<ServiceName, Environment>> = {
    "front-end": {
        SESSION_REDIS: "true",
        SESSION_REDIS_PASSWORD: from("session-db", "REDIS_PASSWORD"),
        SESSION_SECRET,
    },
    catalogue: {
        CATALOGUE_DB_PASSWORD: from("catalogue-db", "MARIADB_PASSWORD"),
        DSN: `${CATALOGUE_USER}:$(CATALOGUE_DB_PASSWORD)@tcp(catalogue-db:3306)/socksdb`,
    },
    user: documentsOf("user-db"),
    carts: documentsOf("carts-db"),
    orders: documentsOf("orders-db"),
    // The gateway is part of the steady state (spec environment.md, section 3.4).
    payment: { PAYMENT_GATEWAY_URL: "http://stripe-mock" },
    "stripe-mock": {},
    // As released: a message that the broker refuses is lost in silence. `confirm` answers 503 instead.
    shipping: { ...BROKER, PUBLISH_MODE: "fire-and-forget" },
    "queue-master": BROKER,
};

/** A credential of a store: a fixed text, or the name of a password of this checkout. */
export type Credential = string | { password: string };

function documentUser(store: StoreName, user: string): Readonly<Record<string, Credential>> {
    return { MONGO_USER: user, MONGO_PASSWORD: { password: `${store}/${user}` } };
}

/** What each store's Secret holds, by environment variable of its container. */
export const CREDENTIALS: Readonly<Record<StoreName, Readonly<Record<string, Credential>>>> = {
    "catalogue-db": {
        MARIADB_ROOT_PASSWORD: { password: "catalogue-db/root" },
        MARIADB_DATABASE: "socksdb",
        MARIADB_USER: CATALOGUE_USER,
        MARIADB_PASSWORD: { password: `catalogue-db/${CATALOGUE_USER}` },
    },
    "user-db": documentUser("user-db", "user"),
    "carts-db": documentUser("carts-db", "carts"),
    "orders-db": documentUser("orders-db", "orders"),
    "session-db": { REDIS_PASSWORD: { password: "session-db" } },
    rabbitmq: { RABBITMQ_USER: "shop", RABBITMQ_PASSWORD: { password: "rabbitmq/shop" } },
};
