import { probe, resources } from "./probe.ts";
import type { StoreTopology } from "./workload.ts";

/** The spec has no probe here and notes the harm: a rollout "succeeds" before the store serves. */
const listens = probe(undefined, { initialDelaySeconds: 1, periodSeconds: 2, timeoutSeconds: 5 });

/** Documents of one service. The spec has no resources for them; these hold either image. */
function documents(caller: string): StoreTopology {
    return {
        ports: { store: 27017 },
        dataPath: "/data/db",
        scratch: ["/tmp"],
        callers: [caller],
        resources: resources({ request: 50, limit: 500 }, { request: 128, limit: 512 }),
        readiness: listens,
    };
}

export const STORES = {
    "catalogue-db": {
        ports: { store: 3306 },
        hasExporter: true,
        dataPath: "/var/lib/mysql",
        scratch: ["/run/mysqld", "/tmp"],
        callers: ["catalogue"],
        // The spec's "after recovery" limits (section 11.3): a limit makes the overlay a change of
        // one number, and no workload of the lab is unlimited.
        resources: resources({ request: 100, limit: 500 }, { request: 128, limit: 512 }),
        readiness: listens,
    },
    "user-db": documents("user"),
    "carts-db": documents("carts"),
    "orders-db": documents("orders"),
    "session-db": {
        ports: { store: 6379 },
        hasExporter: true,
        dataPath: "/data",
        scratch: ["/run/redis"],
        callers: ["front-end"],
        resources: resources({ request: 50, limit: 300 }, { request: 64, limit: 128 }),
        readiness: listens,
    },
    rabbitmq: {
        ports: { amqp: 5672, management: 15672, metrics: 15692 },
        metricsPort: 15692,
        dataPath: "/var/lib/rabbitmq",
        scratch: ["/run/rabbitmq"],
        callers: ["shipping", "queue-master"],
        resources: resources({ request: 50, limit: 1000 }, { request: 256, limit: 512 }),
        readiness: listens,
    },
} as const satisfies Record<string, StoreTopology>;
