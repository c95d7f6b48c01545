import type { Criterion, Reading } from "../incident.ts";
import { part } from "../reading-part.ts";
import type { BrokerSample, QueueLimit } from "../reading-parts.ts";
import { linesOf } from "./log-lines.ts";
import { DEPTH_AGE_MS, newest, RECEIVED, withoutConsumer } from "./queue.ts";

/** What the blocked queue holds (spec incidents.md, 5A and 5C). */
const LIMIT = 3;
/** Fewer could be orders that were on their way. */
const MIN_REFUSED = 3;
const REFUSES = "reject-publish";

/** Must: the broker itself says that the queue is limited. */
export function limitInForce(source: string): Criterion {
    return {
        name: "a policy limits shipping-task",
        expected: `max-length ${LIMIT}, ${REFUSES}`,
        source,
        value: (reading) => shownLimit(newest(reading)?.limit),
        holds: (reading) => {
            const limit = newest(reading)?.limit;
            return limit?.maxLength === LIMIT && limit.overflow === REFUSES;
        },
    };
}

/** Must: the queue is full to the limit and stays so, whatever is published. */
export function depthStops(source: string): Criterion {
    return {
        name: `the queue stops at ${LIMIT}`,
        expected: `depth exactly ${LIMIT}, while ≥ ${MIN_REFUSED} more were published`,
        source,
        unit: "messages",
        figure: (reading) => newest(reading)?.depth ?? 0,
        value: (reading) => {
            const [first, last] = [withoutConsumer(reading)[0], newest(reading)];
            return `depth ${first?.depth ?? 0} → ${last?.depth ?? 0}, published ${last?.waiting ?? 0}`;
        },
        holds: (reading) => {
            const alone = withoutConsumer(reading);
            const last = alone.at(-1);
            if (last?.depth !== LIMIT) return false;
            // A depth says nothing yet of what was published while it was on its way.
            const counted = alone.findLast((one) => one.atMs <= last.atMs - DEPTH_AGE_MS);
            return (
                alone.every((one, index) => one.depth >= (alone[index - 1]?.depth ?? 0)) &&
                counted !== undefined &&
                counted.waiting >= LIMIT + MIN_REFUSED
            );
        },
    };
}

/** Must-not: the broker told the publisher that it refused something. */
export function refusalTold(source: string): Criterion {
    return {
        name: "a publisher is told of a refusal",
        expected: "0: it never asks",
        source,
        value: (reading) => String(newest(reading)?.refused ?? 0),
        holds: (reading) => (newest(reading)?.refused ?? 0) > 0,
    };
}

/** Must: all but three were refused, and their publisher knows. */
export function restRefused(source: string): Criterion {
    return {
        name: `all but ${LIMIT} are refused openly`,
        expected: `${LIMIT} kept, ≥ ${MIN_REFUSED} refused and told so, none lost in silence`,
        source,
        value: (reading) => {
            const { waiting = 0, refused = 0 } = newest(reading) ?? {};
            return `${waiting} published: ${waiting - refused} kept, ${refused} refused`;
        },
        holds: (reading) => {
            const last = newest(reading);
            if (last === undefined) return false;
            return last.refused >= MIN_REFUSED && last.waiting - last.refused === LIMIT;
        },
    };
}

/**
 * Recovered: of all that was published under the limit three messages were received, each once; the rest is
 * lost for good. What was published once the limit was gone came on top, and is counted apart.
 */
export function threeReceived(source: string): Criterion {
    return {
        name: `exactly ${LIMIT} of the backlog are received`,
        expected: `${LIMIT} published under the limit, one line "${RECEIVED.name}" a message`,
        source,
        value: (reading) => {
            const range = receivedOfBacklog(reading);
            const last = newest(reading);
            return (
                `${range === undefined ? "no figure" : shownRange(range)} of the backlog, ` +
                `${linesOf(reading, RECEIVED.name)} lines, ${last?.acknowledged ?? 0} acknowledged, ` +
                `${last?.waiting ?? "?"} lost`
            );
        },
        holds: (reading) => {
            const range = receivedOfBacklog(reading);
            return (
                range !== undefined &&
                range.least <= LIMIT &&
                LIMIT <= range.most &&
                newest(reading)?.acknowledged === linesOf(reading, RECEIVED.name)
            );
        },
    };
}

/**
 * Messages received since the incident was applied, without those published after the limit had gone. It
 * went between two looks: what was published between them may belong to either.
 */
function receivedOfBacklog(reading: Reading): { least: number; most: number } | undefined {
    const samples = part(reading, "broker");
    const lastLimited = samples.findLastIndex((one) => one.limit !== undefined);
    const [under, after] = [samples[lastLimited], samples[lastLimited + 1]];
    const last = samples.at(-1);
    if (under === undefined || after === undefined || last === undefined) return undefined;
    const publishedAfter = (one: BrokerSample): number => published(last) - published(one);
    return {
        least: last.acknowledged - publishedAfter(under),
        most: last.acknowledged - publishedAfter(after),
    };
}

/** Counts up with every publish; what it begins at is of no matter. */
function published(sample: BrokerSample): number {
    return sample.waiting + sample.acknowledged;
}

function shownRange({ least, most }: { least: number; most: number }): string {
    return least === most ? String(least) : `${least} to ${most}`;
}

function shownLimit(limit: QueueLimit | undefined): string {
    if (limit === undefined) return "no policy";
    return `${limit.policy}: max-length ${limit.maxLength ?? "(none)"}, ${limit.overflow ?? "(none)"}`;
}
