/** What changed between two property maps, by path. */
import { equal, isMap, reveal, type Property, type PropertyMap } from "./property.ts";

export type ChangeKind = "add" | "delete" | "update";

/**
 * The changes by property path (`environment.NAME`, `triggers[0]`), the order that of the properties. Maps are compared
 * key by key, lists by position; an unset value and null are the same, and so is a value whether it is secret or not.
 */
export function changesBetween(olds: PropertyMap, news: PropertyMap): Map<string, ChangeKind> {
    const changes = new Map<string, ChangeKind>();
    for (const key of new Set([...Object.keys(olds), ...Object.keys(news)])) {
        compare(key, plain(olds[key]), plain(news[key]), (path, kind) => changes.set(path, kind));
    }
    return changes;
}

/** The property of the resource itself that a path begins with. */
export function rootOf(path: string): string {
    return path.split(/[.[]/)[0] ?? path;
}

function plain(value: Property | undefined): Property | undefined {
    return value === undefined || value === null ? undefined : reveal(value);
}

function compare(
    path: string,
    before: Property | undefined,
    after: Property | undefined,
    found: (path: string, kind: ChangeKind) => void,
): void {
    if (equal(before, after)) return;
    if (before === undefined) return found(path, "add");
    if (after === undefined) return found(path, "delete");
    if (isMap(before) && isMap(after)) {
        for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
            compare(`${path}${segment(key)}`, before[key], after[key], found);
        }
        return;
    }
    if (Array.isArray(before) && Array.isArray(after)) {
        for (let i = 0; i < Math.max(before.length, after.length); i++) {
            compare(`${path}[${i}]`, before[i], after[i], found);
        }
        return;
    }
    found(path, "update");
}

function segment(key: string): string {
    return /[."[\]]/.test(key) ? `[${JSON.stringify(key)}]` : `.${key}`;
}
