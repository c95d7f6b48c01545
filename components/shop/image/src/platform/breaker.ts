import {
    BrokenCircuitError,
    CircuitState,
    ConsecutiveBreaker,
    circuitBreaker,
    handleAll,
} from "cockatiel";

/** Runs a call behind a breaker; rejects with `circuit breaker 'List' is open` or `too many requests`. */
export type Breaker = <T>(call: () => Promise<T>) => Promise<T>;

/** The 6th error in a row opens it, as gobreaker's default does. */
const ERRORS_IN_A_ROW = 6;
/** How long it stays open before one call is let through. */
const OPEN_MS = 30_000;

/** A breaker with upstream's settings and texts; each endpoint has its own. */
export function namedBreaker(name: string): Breaker {
    const policy = circuitBreaker(handleAll, {
        breaker: new ConsecutiveBreaker(ERRORS_IN_A_ROW),
        halfOpenAfter: OPEN_MS,
    });
    return async (call) => {
        // The library lets further calls wait for the half-open probe; gobreaker turns them away.
        if (policy.state === CircuitState.HalfOpen) {
            throw new Error("too many requests");
        }
        try {
            return await policy.execute(call);
        } catch (error) {
            if (error instanceof BrokenCircuitError) {
                throw new Error(`circuit breaker '${name}' is open`, { cause: error });
            }
            throw error;
        }
    };
}
