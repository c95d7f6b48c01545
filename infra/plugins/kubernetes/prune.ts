/** The part of a live object that the program has a say in. */
import { isMap, type Property, type PropertyMap } from "../protocol/property.ts";

/**
 * The live object reduced to the shape of the inputs: only the keys that these have, list items by position. What the
 * cluster fills in so doesn't look like a change, but what it changed of the program's fields does. Values that the
 * API server leaves out because they are empty (`hostNetwork: false`, `labels: {}`) stay as the inputs have them.
 */
export function pruneToShape(live: PropertyMap, inputs: PropertyMap): PropertyMap {
    const result: PropertyMap = {};
    for (const [key, input] of Object.entries(inputs)) {
        const value = live[key];
        if (value !== undefined) result[key] = pruneValue(value, input);
        else if (isEmpty(input)) result[key] = input;
    }
    return result;
}

function pruneValue(live: Property, input: Property): Property {
    if (isMap(live) && isMap(input)) return pruneToShape(live, input);
    if (!Array.isArray(live) || !Array.isArray(input)) return live;
    return live.slice(0, input.length).map((item, i) => pruneValue(item, input[i] ?? null));
}

function isEmpty(value: Property): boolean {
    if (Array.isArray(value)) return value.length === 0;
    if (isMap(value)) return Object.values(value).every(isEmpty);
    return value === null || value === false || value === 0 || value === "";
}
