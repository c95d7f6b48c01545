import { Counter, Summary } from "@prometheus-io/client";
import type { Registry } from "@prometheus-io/client";
import { goDuration } from "../../platform/go-dialect.ts";
import type { LogLine, LogValue } from "../../platform/log.ts";

/** The endpoints by their names in metrics (the label `method`) and in the log. */
const LOG_NAMES = {
    login: "Login",
    register: "Register",
    postUser: "PostUser",
    getUsers: "GetUsers",
    postAddress: "PostAddress",
    getAddresses: "GetAddresses",
    postCard: "PostCard",
    getCards: "GetCards",
    delete: "Delete",
    health: "Health",
} as const;
export type Endpoint = keyof typeof LOG_NAMES;

type Fields = Readonly<Record<string, LogValue>>;

/**
 * Runs an endpoint's call: counts it, times it, and writes its log line.
 *
 * @param result the line's `result`, of undefined when the call failed; without it there is none
 */
export type Observe = <T>(
    endpoint: Endpoint,
    fields: Fields,
    call: () => Promise<T>,
    result?: (value: T | undefined) => LogValue,
) => Promise<T>;

/** Logs carry the file only; a bundle has no lines worth naming. */
const CALLER = "endpoints.ts:1";

/** What upstream's instrumenting and logging middlewares do. */
export function createObserve(registry: Registry, log: LogLine): Observe {
    const count = new Counter({
        name: "microservices_demo_user_request_count",
        help: "Number of requests received.",
        labelNames: ["method"],
        registers: [registry],
    });
    const latency = new Summary({
        name: "microservices_demo_user_request_latency_microseconds",
        // Upstream's name and text; the values are seconds.
        help: "Total duration of requests in microseconds.",
        labelNames: ["method"],
        percentiles: [0.5, 0.9, 0.99],
        maxAgeSeconds: 600,
        ageBuckets: 5,
        registers: [registry],
    });
    return async (endpoint, fields, call, result) => {
        const began = performance.now();
        const done = (outcome: Fields): void => {
            const milliseconds = performance.now() - began;
            count.inc({ method: endpoint });
            latency.observe({ method: endpoint }, milliseconds / 1000);
            const took = goDuration(milliseconds);
            log(CALLER, { method: LOG_NAMES[endpoint], ...fields, ...outcome, took });
        };
        try {
            const value = await call();
            done(result === undefined ? {} : { result: result(value) });
            return value;
        } catch (error) {
            const err = error instanceof Error ? error.message : String(error);
            done({ ...(result === undefined ? {} : { result: result(undefined) }), err });
            throw error;
        }
    };
}
