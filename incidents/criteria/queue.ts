import type { Criterion, Reading } from "../incident.ts";
import { part } from "../reading-part.ts";
import type { BrokerSample, LogWatch } from "../reading-parts.ts";

/** The watch of queue-master's log that a recovery is counted by. */
export const RECEIVED: LogWatch = {
    name: "Received shipment task",
    workload: "queue-master",
    text: /Received shipment task/,
};

/** A queue says how deep it is every five seconds, and is read twice a second: so old may a depth be. */
export const DEPTH_AGE_MS = 7_000;

/** Must: nobody takes from the queue. */
export function noConsumer(source: string): Criterion {
    return {
        name: "shipping-task has no consumer",
        expected: "0 consumers",
        source,
        value: (reading) => `${newest(reading)?.consumers ?? "no figure:"} consumers`,
        holds: (reading) => newest(reading)?.consumers === 0,
    };
}

/** Recovered: the queue is read again, and empty. */
export function drained(source: string): Criterion {
    return {
        name: "shipping-task is read and empty",
        expected: "1 consumer, depth 0",
        source,
        value: (reading) => {
            const last = newest(reading);
            return `${last?.consumers ?? 0} consumers, depth ${last?.depth ?? "?"}`;
        },
        holds: (reading) => newest(reading)?.consumers === 1 && newest(reading)?.depth === 0,
    };
}

/** The queue as it was last seen, or undefined. */
export function newest(reading: Reading): BrokerSample | undefined {
    return part(reading, "broker").at(-1);
}

/** What was seen while nobody took from the queue. */
export function withoutConsumer(reading: Reading): BrokerSample[] {
    return part(reading, "broker").filter((one) => one.consumers === 0);
}
