import type { Ask, BackendAnswer, BackendRequest } from "../../platform/http-client.ts";

/** The services that the front-end asks. */
export interface Backends {
    catalogue: Ask;
    carts: Ask;
    orders: Ask;
    user: Ask;
}

/** A request that sends JSON. */
export function sending(method: "POST" | "PATCH", value: unknown): BackendRequest {
    return {
        method,
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(value),
    };
}

/**
 * An id as one segment of a backend's path, whatever is in it. `.` and `..` can't be escaped, any URL
 * parser walks them; they go as the text `%2E`, which is an unknown id like any other.
 */
export function segment(id: string): string {
    const plain = encodeURIComponent(id);
    return /^\.{1,2}$/.test(plain) ? plain.replaceAll(".", "%252E") : plain;
}

/** The JSON of a backend's answer; throws a short text where upstream's process ends. */
export function json(answer: BackendAnswer, service: string): unknown {
    try {
        return JSON.parse(text(answer)) as unknown;
    } catch {
        throw new Error(`The answer of ${service} is not JSON. Status code: ${answer.status}`);
    }
}

export function text(answer: BackendAnswer): string {
    return Buffer.from(answer.body).toString("utf8");
}

/** The value at a path of keys and indices; undefined when there is none. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
    let found = value;
    for (const key of path) {
        if (typeof found !== "object" || found === null || !Object.hasOwn(found, key)) {
            return undefined;
        }
        found = (found as Record<string | number, unknown>)[key];
    }
    return found;
}

/** The string at a path; undefined for anything else there. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string | undefined {
    const found = at(value, ...path);
    return typeof found === "string" ? found : undefined;
}
