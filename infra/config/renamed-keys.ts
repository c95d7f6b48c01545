/**
 * Keys that earlier versions had under another name, as paths without indices, to the name that they have now:
 * `"load.visitors": "load.users"`. None so far. A test holds that no key goes without a line here.
 */
export const RENAMED_KEYS: Readonly<Record<string, string>> = {};

/** Where a key is looked for in {@link RENAMED_KEYS}: its path, without the place in a list. */
export function nameOfPath(path: readonly PropertyKey[]): string {
    return path.filter((step) => typeof step !== "number").join(".");
}
