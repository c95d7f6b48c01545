import type { Context } from "hono";
import { jsonObject, readBody } from "../../platform/body.ts";
import { GoError } from "../../platform/go-app.ts";

/** The JSON object of a request. */
export async function bodyObject(c: Context): Promise<Record<string, unknown>> {
    const body = await readBody(c);
    if (body.kind === "too large") throw new GoError(413, "the request body is too large");
    const object = jsonObject(body.text);
    if (object === undefined) throw new GoError(400, "the request body must be a JSON object");
    return object;
}

/**
 * The named fields of an object, all of them texts; one that is missing or null is "". Anything but a
 * text is refused, so that no object of a client can get into a query. Other fields are ignored.
 */
export function textFields<Name extends string>(
    object: Readonly<Record<string, unknown>>,
    names: readonly Name[],
): Record<Name, string> {
    const pairs = names.map((name) => {
        const value = object[name] ?? "";
        if (typeof value !== "string") throw new GoError(400, `${name} must be a text`);
        return [name, value];
    });
    return Object.fromEntries(pairs) as Record<Name, string>;
}
