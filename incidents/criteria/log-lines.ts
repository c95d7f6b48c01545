import type { Criterion, Reading } from "../incident.ts";
import { part } from "../reading-part.ts";

/** Lines of a watch since the incident was applied. @throws Error where nobody counts them */
export function linesOf(reading: Reading, watch: string): number {
    const count = part(reading, "logLines")[watch];
    if (count === undefined)
        throw new Error(`nobody counts ${watch}: the incident's looks lack it`);
    return count;
}

/** Must: each of these lines is in the log, at least so often. */
export function linesSaid(
    name: string,
    watches: readonly string[],
    atLeast: number,
    source: string,
): Criterion {
    return {
        name,
        expected: `≥ ${atLeast} lines each`,
        source,
        value: (reading) => shown(reading, watches),
        holds: (reading) => watches.every((watch) => linesOf(reading, watch) >= atLeast),
    };
}

/** Must, or must-not turned round: none of these lines is in the log. */
export function linesUnsaid(name: string, watches: readonly string[], source: string): Criterion {
    return {
        name,
        expected: "0 lines",
        source,
        value: (reading) => shown(reading, watches),
        holds: (reading) => watches.every((watch) => linesOf(reading, watch) === 0),
    };
}

function shown(reading: Reading, watches: readonly string[]): string {
    return watches.map((watch) => `${linesOf(reading, watch)} × ${watch}`).join(", ");
}
