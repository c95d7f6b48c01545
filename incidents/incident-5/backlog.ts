import { linesOf } from "../criteria/log-lines.ts";
import { DEPTH_AGE_MS, newest, RECEIVED, withoutConsumer } from "../criteria/queue.ts";
import type { Criterion, Reading } from "../incident.ts";

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

/** Recovered: each message was received once; none was lost with the consumer, none came twice. */
export const backlogReceived: Criterion = {
    name: "exactly the backlog is processed",
    expected: `≥ ${MIN_BACKLOG}, one line "${RECEIVED.name}" a message, none left`,
    source: "incidents.md, incident 5: one line per backlog message",
    value: (reading) => {
        const last = newest(reading);
        return (
            `backlog ${backlog(reading)}, ${linesOf(reading, RECEIVED.name)} lines, ` +
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
            last.acknowledged === linesOf(reading, RECEIVED.name)
        );
    },
};

function backlog(reading: Reading): number {
    return Math.max(0, ...withoutConsumer(reading).map((one) => one.waiting));
}
