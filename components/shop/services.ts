import { probe, resources } from "./probe.ts";
import type { ServiceTopology } from "./workload.ts";

/** Host port 2025 is mapped to this node port (spec section 1). */
export const SHOP_NODE_PORT = 30001;

/**
 * Ours alone: 200 once the service has reached its store, if it has one, and from then on. A store that
 * goes down later must show as the contract's error, not as a service that nobody can reach.
 */
const ready = probe("/ready", { initialDelaySeconds: 1, periodSeconds: 5, timeoutSeconds: 3 });

/**
 * Live values of generation A (section 3.2), not the manifests' delays of minutes: ours start in
 * about a second. /health waits for a store, so the time-out is longer than a starved one's answer.
 */
const healthy = probe("/health", {
    initialDelaySeconds: 60,
    periodSeconds: 10,
    timeoutSeconds: 5,
    failureThreshold: 6,
});

export const SERVICES = {
    "front-end": {
        containerPort: 8079,
        nodePort: SHOP_NODE_PORT,
        // Ours alone: at each change of the front-end one or two pages were lost for good. Not for the others: who
        // asks them keeps its connections, and payment would go on taking money after its outage has begun.
        lingerSeconds: 3,
        resources: resources({ request: 100, limit: 300 }, { request: 300, limit: 1000 }),
        // The 3 s period: every crash figure of the spec was taken with it (section 3.2).
        liveness: probe("/", { initialDelaySeconds: 5, periodSeconds: 3, timeoutSeconds: 1 }),
        readiness: probe("/", { initialDelaySeconds: 1, periodSeconds: 3, timeoutSeconds: 1 }),
    },
    catalogue: {
        containerPort: 8080,
        resources: resources({ request: 100, limit: 200 }, { request: 100, limit: 200 }),
        liveness: healthy,
        readiness: ready,
    },
    user: {
        containerPort: 8080,
        resources: resources({ request: 100, limit: 300 }, { request: 100, limit: 200 }),
        liveness: healthy,
        readiness: ready,
    },
    carts: {
        containerPort: 8080,
        resources: resources({ request: 100, limit: 300 }, { request: 200, limit: 500 }),
        readiness: ready,
    },
    orders: {
        containerPort: 8080,
        resources: resources({ request: 100, limit: 500 }, { request: 300, limit: 500 }),
        readiness: ready,
    },
    payment: {
        containerPort: 8080,
        resources: resources({ request: 99, limit: 200 }, { request: 100, limit: 200 }),
        liveness: healthy,
        readiness: ready,
    },
    // The payment gateway, outside the shop in real life (section 3.4).
    "stripe-mock": {
        containerPort: 12111,
        resources: resources({ request: 50, limit: 200 }, { request: 100, limit: 200 }),
        readiness: ready,
    },
    shipping: {
        containerPort: 8080,
        resources: resources({ request: 100, limit: 300 }, { request: 300, limit: 500 }),
        readiness: ready,
    },
    // Ready while it is attached as a consumer, no longer: it serves nothing else.
    "queue-master": {
        containerPort: 8080,
        metricsPath: "/prometheus",
        resources: resources({ request: 100, limit: 300 }, { request: 300, limit: 500 }),
        readiness: ready,
    },
} as const satisfies Record<string, ServiceTopology>;
