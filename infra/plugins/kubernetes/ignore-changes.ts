/** What `ignoreChanges` means for an apply: the field stays with whom it belongs. */
import { isMap, type Property } from "../protocol/property.ts";
import { stepsOf } from "./diff.ts";
import { at, listAt, textAt, withValue, without, type KubeObject } from "./kube-object.ts";

/**
 * The object to apply: an ignored field that only others own is left out, so that it stays theirs; one that is ours
 * keeps its present value. Only paths of keys can be ignored so; a position in a list names no field to the server.
 */
export function keepIgnored(
    body: KubeObject,
    live: KubeObject,
    ignored: readonly string[],
    manager: string,
): KubeObject {
    return ignored.reduce((object, path) => {
        const steps = stepsOf(path);
        const owners = listAt(live, "metadata", "managedFields")
            .filter((entry) => owns(at(entry, "fieldsV1"), steps))
            .map((entry) => textAt(entry, "manager"));
        if (owners.length > 0 && !owners.includes(manager)) return without(object, ...steps);
        const value = at(live, ...steps);
        return value === undefined ? object : withValue(object, steps, value);
    }, body);
}

function owns(fields: Property | undefined, steps: readonly string[]): boolean {
    const found = at(fields, ...steps.map((step) => `f:${step}`));
    return isMap(found);
}
