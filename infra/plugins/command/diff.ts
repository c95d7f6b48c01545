/** What changed between a command's recorded inputs and its new ones. */
import { changesBetween, rootOf } from "../protocol/changes.ts";
import type { PropertyMap } from "../protocol/property.ts";
import type { PropertyChange } from "../protocol/responses.ts";

/** The changes by property path (`environment.NAME`, `triggers[0]`), the order that of the properties. */
export function diffInputs(olds: PropertyMap, news: PropertyMap): Map<string, PropertyChange> {
    const changes = [...changesBetween(olds, news)];
    // What a trigger asks for can only be done by a new resource.
    return new Map(
        changes.map(([path, kind]) => [path, { kind, replace: rootOf(path) === "triggers" }]),
    );
}
