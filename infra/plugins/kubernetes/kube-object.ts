/** A Kubernetes object, and reading from it without believing in its shape. */
import { isMap, type Property, type PropertyMap } from "../protocol/property.ts";

export type KubeObject = PropertyMap;

/** What names an object: `kind` without the `Patch` of a Patch resource. */
export interface Reference {
    apiVersion: string;
    kind: string;
    /** Undefined for objects of the whole cluster. */
    namespace?: string | undefined;
    name: string;
}

/** The value under the keys, or undefined where the way ends before. */
export function at(object: Property | undefined, ...keys: string[]): Property | undefined {
    let value = object;
    for (const key of keys) value = isMap(value) ? value[key] : undefined;
    return value;
}

/** `at`, if it is a string that isn't empty. */
export function textAt(object: Property | undefined, ...keys: string[]): string | undefined {
    const value = at(object, ...keys);
    return typeof value === "string" && value !== "" ? value : undefined;
}

/** `at`, if it is a number. */
export function numberAt(object: Property | undefined, ...keys: string[]): number | undefined {
    const value = at(object, ...keys);
    return typeof value === "number" ? value : undefined;
}

/** `at`, if it is a list; else an empty one. */
export function listAt(object: Property | undefined, ...keys: string[]): Property[] {
    const value = at(object, ...keys);
    return Array.isArray(value) ? value : [];
}

/** `at`, if it is a map; else an empty one. */
export function mapAt(object: Property | undefined, ...keys: string[]): PropertyMap {
    const value = at(object, ...keys);
    return isMap(value) ? value : {};
}

/** A copy of the object with the value set under the keys; maps that lack on the way are made. */
export function withValue(
    object: PropertyMap,
    keys: readonly string[],
    value: Property,
): PropertyMap {
    const [key, ...rest] = keys;
    if (key === undefined) return object;
    const inner = rest.length === 0 ? value : withValue(mapAt(object, key), rest, value);
    return { ...object, [key]: inner };
}

/** A copy of the object without the value under the keys. */
export function without(object: PropertyMap, ...keys: string[]): PropertyMap {
    const [key, ...rest] = keys;
    if (key === undefined || !(key in object)) return object;
    const copy = { ...object };
    const inner = copy[key];
    if (rest.length === 0) delete copy[key];
    else if (isMap(inner)) copy[key] = without(inner, ...rest);
    return copy;
}

/** The reference of an object. */
export function referenceOf(object: KubeObject): Reference {
    return {
        apiVersion: textAt(object, "apiVersion") ?? "",
        kind: textAt(object, "kind") ?? "",
        namespace: textAt(object, "metadata", "namespace"),
        name: textAt(object, "metadata", "name") ?? "",
    };
}

/** The id in the state: `<namespace>/<name>`, or the name alone for an object of the whole cluster. */
export function idOf(object: KubeObject): string {
    const { namespace, name } = referenceOf(object);
    return namespace === undefined ? name : `${namespace}/${name}`;
}

/** The namespace and the name in an id. */
export function parseId(id: string): { namespace?: string; name: string } {
    const slash = id.indexOf("/");
    return slash < 0 ? { name: id } : { namespace: id.slice(0, slash), name: id.slice(slash + 1) };
}
