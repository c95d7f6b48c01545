import { GoError } from "../../platform/go-app.ts";

/** An id in its stored form; throws the contract's error for a text that is none. */
export function hexId(text: string): string {
    if (!/^[0-9a-f]{24}$/i.test(text)) throw new GoError(500, "Invalid Id Hex");
    return text.toLowerCase();
}

/** The value, or the contract's error for what doesn't exist. */
export function found<T>(value: T | undefined): T {
    if (value === undefined) throw new GoError(500, "not found");
    return value;
}

/** Segment 2 and 3 of a path, as upstream reads `/customers/{id}/{attribute}`; "" when absent. */
export function idAndAttribute(path: string): { id: string; attribute: string } {
    const [, , id = "", attribute = ""] = path.split("/");
    return { id, attribute };
}
