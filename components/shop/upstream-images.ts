import type { ServicePlan, ShopPlan, StorePlan } from "./plan.ts";
import { probe } from "./probe.ts";
import { SERVICES, STORES } from "./topology.ts";
import type { ServiceName, StoreName } from "./topology.ts";
import type { Environment } from "./wiring.ts";
import type { Launch, ServiceTopology, StoreTopology } from "./workload.ts";

/**
 * The released images (shop-api.md, reference R), by exact version; no source states their digests.
 * How they are started, and as whom, is what upstream's own manifests say.
 */
const IMAGES: Readonly<Record<Exclude<ServiceName, "stripe-mock"> | StoreName, string>> = {
    "front-end": "weaveworksdemos/front-end:0.3.12",
    catalogue: "weaveworksdemos/catalogue:0.3.5",
    carts: "weaveworksdemos/carts:0.4.8",
    orders: "weaveworksdemos/orders:0.4.7",
    payment: "weaveworksdemos/payment:0.4.3",
    user: "weaveworksdemos/user:0.4.7",
    shipping: "weaveworksdemos/shipping:0.4.8",
    "queue-master": "weaveworksdemos/queue-master:0.3.1",
    "catalogue-db": "weaveworksdemos/catalogue-db:0.3.0",
    "user-db": "weaveworksdemos/user-db:0.3.0",
    // The released Java drivers are refused by servers from version 6 on.
    "carts-db": "mongo:3.4.24",
    "orders-db": "mongo:3.4.24",
    "session-db": "redis:7.2.5-alpine",
    rabbitmq: "rabbitmq:3.6.8-management",
};

/** What upstream's images can't do, by the name an incident asks for it (environment.md, 3.3). */
export const ONLY_OWN_IMAGES = {
    "order-status": "orders keep no status, so a failed payment leaves no trace",
    "publisher-confirms": "shipping never hears what the broker refused",
    "error-banners": "the pages show every order as shipped",
    "broker-refuses": "the broker is of 3.6: it knows no reject-publish and shows no metrics",
    "payment-gateway": "payment asks no gateway, and there is no stripe-mock",
} as const;
export type OwnImageFeature = keyof typeof ONLY_OWN_IMAGES;

const JAVA: Environment = {
    JAVA_OPTS:
        "-Xms64m -Xmx128m -XX:+UseG1GC -Djava.security.egd=file:/dev/urandom -Dspring.zipkin.enabled=false",
};

/** They listen on port 80 as a user who isn't root, which takes this one capability. */
const LOW_PORT: Launch = { user: 10001, capabilities: ["NET_BIND_SERVICE"] };

const SERVICE_STARTS: Readonly<
    Record<Exclude<ServiceName, "stripe-mock">, { launch: Launch; settings: Environment }>
> = {
    "front-end": { launch: { user: 10001 }, settings: { SESSION_REDIS: "true" } },
    catalogue: { launch: { ...LOW_PORT, command: ["/app"], args: ["-port=80"] }, settings: {} },
    user: { launch: LOW_PORT, settings: { MONGO_HOST: "user-db:27017" } },
    payment: { launch: LOW_PORT, settings: {} },
    carts: { launch: LOW_PORT, settings: JAVA },
    orders: { launch: LOW_PORT, settings: JAVA },
    shipping: { launch: LOW_PORT, settings: JAVA },
    "queue-master": { launch: LOW_PORT, settings: JAVA },
};

/** Their start scripts begin as root and give that up themselves. */
const ROOT_START: Launch = { capabilities: ["CHOWN", "SETGID", "SETUID"] };

interface StoreStart {
    launch: Launch;
    dataPath: string;
    scratch: readonly string[];
    /** Without a login but for catalogue-db: the released services know of none. */
    credentials?: StorePlan["credentials"];
}

const STORE_STARTS: Readonly<Record<StoreName, StoreStart>> = {
    "catalogue-db": {
        launch: { ...ROOT_START, writableRoot: true },
        dataPath: "/var/lib/mysql",
        scratch: ["/tmp"],
        credentials: {
            MYSQL_ROOT_PASSWORD: { password: "catalogue-db/root" },
            MYSQL_DATABASE: "socksdb",
            // The account of the image's own seed, under the names that the row count reads.
            MARIADB_DATABASE: "socksdb",
            MARIADB_USER: "catalogue_user",
            MARIADB_PASSWORD: "default_password",
        },
    },
    "user-db": { launch: ROOT_START, dataPath: "/data/db-users", scratch: ["/tmp"] },
    "carts-db": { launch: ROOT_START, dataPath: "/data/db", scratch: ["/tmp"] },
    "orders-db": { launch: ROOT_START, dataPath: "/data/db", scratch: ["/tmp"] },
    "session-db": { launch: ROOT_START, dataPath: "/data", scratch: ["/tmp"] },
    rabbitmq: {
        launch: {
            capabilities: ["CHOWN", "SETGID", "SETUID", "DAC_OVERRIDE"],
            writableRoot: true,
        },
        dataPath: "/var/lib/rabbitmq",
        scratch: ["/tmp"],
    },
};

/** The shop from upstream's released images; what it lacks is in ONLY_OWN_IMAGES. */
export function upstreamImages(): ShopPlan {
    const services: Record<string, ServicePlan> = {};
    for (const name of Object.keys(SERVICE_STARTS) as (keyof typeof SERVICE_STARTS)[]) {
        services[name] = {
            ...SERVICE_STARTS[name],
            image: IMAGES[name],
            topology: serviceTopology(name),
        };
    }
    const stores: Record<string, StorePlan> = {};
    for (const name of Object.keys(STORE_STARTS) as StoreName[]) {
        const { launch, dataPath, scratch, credentials = {} } = STORE_STARTS[name];
        const ours: StoreTopology = STORES[name];
        const { metrics: _none, ...ports } = ours.ports;
        const { metricsPort: _without, ...rest } = ours;
        stores[name] = {
            launch,
            credentials,
            image: IMAGES[name],
            topology: { ...rest, ports, dataPath, scratch },
        };
    }
    return { services, stores };
}

/** Ours with their port, and with the one readiness they have: `/health`, after a Java start. */
function serviceTopology(name: keyof typeof SERVICE_STARTS): ServiceTopology {
    const ours: ServiceTopology = SERVICES[name];
    if (name === "front-end") return ours;
    return {
        ...ours,
        containerPort: 80,
        readiness: probe("/health", {
            initialDelaySeconds: 5,
            periodSeconds: 5,
            timeoutSeconds: 5,
            failureThreshold: 30,
        }),
    };
}
