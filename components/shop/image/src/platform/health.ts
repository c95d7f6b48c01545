import { goTime } from "./go-dialect.ts";

/** One line of a `/health` answer. */
export interface HealthEntry {
    service: string;
    status: "OK" | "err";
    time: string;
}

/**
 * The entries of a Go-style `/health`: the service itself, then its store. The HTTP status is 200
 * either way (contract); what is wrong is in the body.
 */
export function health(service: string, store: string, storeAnswers: boolean): HealthEntry[] {
    const time = goTime(new Date());
    return [
        { service, status: "OK", time },
        { service: store, status: storeAnswers ? "OK" : "err", time },
    ];
}
