import type { Signal } from "./signal.ts";

/** Signals that have to fire in that incident. */
export function mustFire(all: readonly Signal[], incident: string): readonly Signal[] {
    return all.filter(({ firesIn }) => firesIn.includes(incident));
}

/** Signals that may fire in that incident, with those that have to: none else is allowed to. */
export function mayFire(all: readonly Signal[], incident: string): readonly Signal[] {
    return all.filter(
        ({ firesIn, mayFireIn }) => firesIn.includes(incident) || mayFireIn.includes(incident),
    );
}

/** A message for each incident that a signal names and nobody knows. */
export function unknownIncidents(all: readonly Signal[], known: readonly string[]): string[] {
    return all.flatMap(({ name, firesIn, mayFireIn }) =>
        [...firesIn, ...mayFireIn]
            .filter((id) => !known.includes(id))
            .map((id) => `signal ${name}: there is no incident ${id}`),
    );
}
