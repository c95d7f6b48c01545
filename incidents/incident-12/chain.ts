import type { Criterion, Reading } from "../incident.ts";
import { part } from "../reading-part.ts";

/** Watches whose lines name the order they are about. */
export const ASKED = "orders asks payment";
export const GAVE_UP = "orders gives up on payment";

/** A log's time is when the runtime read the line, which may be a moment after the answer. */
const SLACK_MS = 250;
/** Chains that a figure stands on. */
const MIN_CHAINS = 3;

/** The symptoms of one order, in milliseconds after payment was asked; undefined: not seen. */
interface Chain {
    gaveUpMs: number | undefined;
    toldMs: number | undefined;
}

/**
 * Must: for each of the customer's orders the symptoms come up the chain one after the other: payment
 * is asked and says nothing, orders stops waiting, the customer sees the error.
 */
export function inOrder(source: string): Criterion {
    return {
        name: "symptoms come up the chain in order",
        expected: `payment asked < orders gives up ≤ customer told, in ${MIN_CHAINS} orders or more`,
        source,
        value: (reading) => {
            const [first] = chains(reading);
            if (first === undefined) return "no order";
            const { gaveUpMs, toldMs } = first;
            return `${chains(reading).length} orders; gave up ${after(gaveUpMs)}, told ${after(toldMs)}`;
        },
        holds: (reading) => {
            const all = chains(reading);
            return (
                all.length >= MIN_CHAINS &&
                all.every(
                    ({ gaveUpMs, toldMs }) =>
                        gaveUpMs !== undefined &&
                        toldMs !== undefined &&
                        gaveUpMs > 0 &&
                        gaveUpMs <= toldMs + SLACK_MS,
                )
            );
        },
    };
}

/** One for each order that the customer placed and was told of. */
function chains(reading: Reading): Chain[] {
    const { answers, stored } = part(reading, "orders");
    const entries = part(reading, "logEntries");
    const when = (watch: string, order: string): number | undefined =>
        entries[watch]?.find((entry) => entry.about === order)?.atMs;
    return stored.flatMap(({ id }) => {
        const askedMs = when(ASKED, id);
        if (askedMs === undefined) return [];
        const answer = answers.find(
            (one) => one.atMs - one.tookMs <= askedMs + SLACK_MS && askedMs <= one.atMs,
        );
        // The newest may still be on its way.
        if (answer === undefined) return [];
        const gaveUpAt = when(GAVE_UP, id);
        return [
            {
                gaveUpMs: gaveUpAt === undefined ? undefined : gaveUpAt - askedMs,
                toldMs: answer.status >= 500 ? answer.atMs - askedMs : undefined,
            },
        ];
    });
}

function after(ms: number | undefined): string {
    return ms === undefined ? "never" : `+${(ms / 1000).toFixed(1)} s`;
}
