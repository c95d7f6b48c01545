import { linesOf } from "../criteria/log-lines.ts";
import type { Criterion, Reading } from "../incident.ts";
import { part } from "../reading-part.ts";
import type { BrokerSample } from "../reading-parts.ts";

/** The watch of queue-master's log that a recovery is counted by. */
export const RECEIVED = "Received shipment task";

/** A queue says how deep it is every five seconds, and is read once a second: so old may a depth be. */
const DEPTH_AGE_MS = 7_000;
/** Fewer could be orders that were on their way. */
const MIN_BACKLOG = 3;

/** Must: the queue holds what was published since its consumer went, and more with each order. */
export const depthGrows: Criterion = {
    name: "the queue grows by the orders placed",
    expected: `by ≥ ${MIN_BACKLOG}, never falling, all that was published`,
    source: "incidents.md, incident 5: five orders, queue 0 → 5",
    value: (reading) => {
        const alone = withoutConsumer(reading);
        const [first, last] = [alone[0], alone.at(-1)];
        return `depth ${first?.depth ?? 0} → ${last?.depth ?? 0}, published ${last?.waiting ?? 0}`;
    },
    holds: (reading) => {
        const alone = withoutConsumer(reading);
        const [first, last] = [alone[0], alone.at(-1)];
        if (first === undefined || last === undefined) return false;
        // Published a moment ago may not be in a depth yet; what was by then must be, and no more than is now.
        const least = alone.findLast((one) => one.atMs <= last.atMs - DEPTH_AGE_MS);
        return (
            alone.every((one, index) => one.depth >= (alone[index - 1]?.depth ?? 0)) &&
            last.depth - first.depth >= MIN_BACKLOG &&
            least !== undefined &&
            least.waiting <= last.depth &&
            last.depth <= last.waiting
        );
    },
};

/** Must: nobody takes from the queue. */
export const noConsumer: Criterion = {
    name: "shipping-task has no consumer",
    expected: "0 consumers",
    source: "incidents.md, incident 5: rabbitmq_queue_consumers 1 → 0",
    value: (reading) => `${newest(reading)?.consumers ?? "no figure:"} consumers`,
    holds: (reading) => newest(reading)?.consumers === 0,
};

/** Recovered: the queue is read again, and empty. */
export const drained: Criterion = {
    name: "shipping-task is read and empty",
    expected: "1 consumer, depth 0",
    source: "incidents.md, incident 5: consumers 1, depth 0",
    value: (reading) => {
        const last = newest(reading);
        return `${last?.consumers ?? 0} consumers, depth ${last?.depth ?? "?"}`;
    },
    holds: (reading) => newest(reading)?.consumers === 1 && newest(reading)?.depth === 0,
};

/** Recovered: each message was received once; none was lost with the consumer, none came twice. */
export const backlogReceived: Criterion = {
    name: "exactly the backlog is processed",
    expected: `≥ ${MIN_BACKLOG}, one line "${RECEIVED}" a message, none left`,
    source: "incidents.md, incident 5: one line per backlog message",
    value: (reading) => {
        const last = newest(reading);
        return (
            `backlog ${backlog(reading)}, ${linesOf(reading, RECEIVED)} lines, ` +
            `${last?.acknowledged ?? 0} acknowledged, ${last?.waiting ?? "?"} left`
        );
    },
    holds: (reading) => {
        const last = newest(reading);
        return (
            last !== undefined &&
            backlog(reading) >= MIN_BACKLOG &&
            last.waiting === 0 &&
            last.acknowledged >= backlog(reading) &&
            last.acknowledged === linesOf(reading, RECEIVED)
        );
    },
};

function newest(reading: Reading): BrokerSample | undefined {
    return part(reading, "broker").at(-1);
}

/** What was seen while nobody took from the queue. */
function withoutConsumer(reading: Reading): BrokerSample[] {
    return part(reading, "broker").filter((one) => one.consumers === 0);
}

function backlog(reading: Reading): number {
    return Math.max(0, ...withoutConsumer(reading).map((one) => one.waiting));
}
