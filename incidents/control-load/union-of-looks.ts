import type { Incident, Reading } from "../incident.ts";
import type { Looks } from "../reading-parts.ts";

/** What all of these incidents look at; each incident's log watches go under its own name. */
export function unionOfLooks(incidents: readonly Incident[]): Looks {
    const logs = incidents.flatMap(({ id, looks }) =>
        (looks?.logs ?? []).map((watch) => ({ ...watch, name: watchOf(id, watch.name) })),
    );
    // The rest is asked for or not.
    const rest: Looks = Object.assign({}, ...incidents.map(({ looks }) => looks ?? {})) as Looks;
    return { ...rest, ...(logs.length > 0 ? { logs } : {}) };
}

/** A reading by the union's looks, as that one incident's criteria ask for it. */
export function readingFor(incident: Incident, reading: Reading): Reading {
    const own = <Value>(all: Readonly<Record<string, Value>>): Record<string, Value> =>
        Object.fromEntries(
            (incident.looks?.logs ?? []).flatMap(({ name }): [string, Value][] => {
                const value = all[watchOf(incident.id, name)];
                return value === undefined ? [] : [[name, value]];
            }),
        );
    const { logLines, logEntries } = reading;
    return {
        ...reading,
        ...(logLines === undefined ? {} : { logLines: own(logLines) }),
        ...(logEntries === undefined ? {} : { logEntries: own(logEntries) }),
    };
}

/** Two incidents may watch for different texts under one name. */
function watchOf(id: string, name: string): string {
    return `${id}: ${name}`;
}
