/** Careful reading of inputs, which may be of any shape. */

/** The value as an object; an empty one where it is something else. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value)
        ? (value as Record<string, unknown>)
        : {};
}

/** The value as a list; an empty one where it is something else. */
export function list(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? value : [];
}

/** The value as a text, undefined where it is something else. */
export function text(value: unknown): string | undefined {
    return typeof value === "string" ? value : undefined;
}

/** The value for a message. */
export function shown(value: unknown): string {
    return typeof value === "symbol" ? "not known yet" : (JSON.stringify(value) ?? "nothing");
}

/** Every text in a value with its path, such as `data.a` or `args[0]`. */
export function* texts(value: unknown, path = ""): Generator<[path: string, text: string]> {
    if (typeof value === "string") yield [path, value];
    else if (Array.isArray(value)) {
        for (const [at, one] of value.entries()) yield* texts(one, `${path}[${at}]`);
    } else {
        for (const [key, one] of Object.entries(record(value))) {
            yield* texts(one, path === "" ? key : `${path}.${key}`);
        }
    }
}
