import type { Reading } from "./incident.ts";
import type { ReadingParts } from "./reading-parts.ts";

/**
 * A part of a reading that the incident's `looks` ask for.
 * @throws Error where they don't: a criterion on what nobody measures would hold by chance
 */
export function part<Name extends keyof ReadingParts>(
    reading: Reading,
    name: Name,
): ReadingParts[Name] {
    const value: Partial<ReadingParts>[Name] = reading[name];
    if (value === undefined)
        throw new Error(`nobody measures ${name}: the incident's looks lack it`);
    return value;
}
