import type { ShopState } from "../../../../../infra/cli/watch/shop-state.ts";

/** A healthy shop, with what a test has otherwise. */
export function stateOf(other: Partial<ShopState> = {}): ShopState {
    return {
        at: "2025-11-21T12:03:03.456Z",
        incidents: { value: [] },
        door: { pages: 60, failures: 0, p95Ms: 182, lastError: null },
        alerts: { value: [] },
        workloads: {
            value: [
                { name: "carts", wanted: 1, available: 1, restarts: 0 },
                { name: "front-end", wanted: 1, available: 1, restarts: 2 },
                { name: "payment", wanted: 1, available: 1, restarts: 0 },
            ],
        },
        queue: { value: { messages: 0, consumers: 1 } },
        loads: { value: [] },
        ...other,
    };
}

/** The same in an incident with everything to tell. */
export const IN_INCIDENT: ShopState = stateOf({
    incidents: {
        value: [
            {
                name: "incident-8",
                phase: "applied",
                since: "2025-11-21T12:00:01.000Z",
                expires: "2025-11-21T12:30:01.000Z",
            },
        ],
    },
    door: {
        pages: 60,
        failures: 4,
        p95Ms: 15_000,
        lastError: "circuit breaker: List is open",
    },
    alerts: {
        value: [
            {
                name: "SockShopCatalogueDatabaseStarved",
                severity: "critical",
                state: "firing",
                since: "2025-11-21T12:00:45.000Z",
            },
            {
                name: "SockShopFrontEndSlow",
                severity: "warning",
                state: "pending",
                since: "2025-11-21T12:02:45.000Z",
            },
        ],
    },
    workloads: {
        value: [
            { name: "carts", wanted: 1, available: 1, restarts: 0 },
            { name: "front-end", wanted: 1, available: 1, restarts: 3 },
            { name: "payment", wanted: 0, available: 0, restarts: 0 },
        ],
    },
    queue: { value: { messages: 7, consumers: 0 } },
    loads: {
        value: [
            {
                users: 750,
                requestsPerSecond: 210.4,
                failuresPerSecond: 0.25,
                p95Ms: 300,
                isChanging: false,
            },
        ],
    },
});
