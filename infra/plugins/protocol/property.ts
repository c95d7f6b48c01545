/**
 * Property values as the engine sends them: JSON, in which an object with the key `SIGNATURE` stands for something
 * that JSON lacks (a secret, an asset, a resource) and some fixed strings for values that are not known yet.
 */

export type Property = null | boolean | number | string | Property[] | PropertyMap;
export type PropertyMap = { [key: string]: Property };

/** The string that stands for a value that only the update will know (the engine's `UnknownStringValue`). */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const UNKNOWNS: ReadonlySet<string> = new Set([
    UNKNOWN,
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // bool
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // number
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // array
    "030794c1-ac77-496b-92df-f27374a8bd58", // asset
    "e48ece36-62e2-4504-bad9-02848725956a", // archive
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // object
]);

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Whether the value is a map (a tagged value such as a secret is one too: ask `isSecret` first). */
export function isMap(value: Property | undefined): value is PropertyMap {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether the value itself is not known yet. */
export function isUnknown(value: Property | undefined): boolean {
    return typeof value === "string" && UNKNOWNS.has(value);
}

/** Whether the value itself is a secret. */
export function isSecret(value: Property | undefined): value is PropertyMap {
    return isMap(value) && value[SIGNATURE] === SECRET;
}

/** Marks a value as secret; one that is secret already stays as it is. */
export function secret(value: Property): Property {
    return isSecret(value) ? value : { [SIGNATURE]: SECRET, value };
}

/** The value without any secret marks, at any depth. The result is a copy. */
export function reveal(value: Property): Property {
    if (Array.isArray(value)) return value.map(reveal);
    if (!isMap(value)) return value;
    if (value[SIGNATURE] === SECRET) return reveal(value["value"] ?? null);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, reveal(item)]));
}

/** `reveal` for a map. */
export function revealMap(map: PropertyMap): PropertyMap {
    const revealed = reveal(map);
    return isMap(revealed) ? revealed : {};
}

/** Whether the value is, or holds at any depth, one that is not known yet. */
export function hasUnknown(value: Property | undefined): boolean {
    return holds(value, isUnknown);
}

/** Whether the value is, or holds at any depth, a secret. */
export function hasSecret(value: Property | undefined): boolean {
    return holds(value, isSecret);
}

function holds(value: Property | undefined, found: (value: Property) => boolean): boolean {
    if (value === undefined) return false;
    if (found(value)) return true;
    if (Array.isArray(value)) return value.some((item) => holds(item, found));
    return isMap(value) && Object.values(value).some((item) => holds(item, found));
}

/** Deep equality of JSON values; the order of keys doesn't matter. */
export function equal(a: Property | undefined, b: Property | undefined): boolean {
    if (a === b) return true;
    if (Array.isArray(a) && Array.isArray(b)) {
        return a.length === b.length && a.every((item, i) => equal(item, b[i]));
    }
    if (!isMap(a) || !isMap(b)) return false;
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((k) => k in b && equal(a[k], b[k]));
}
