import type { Context } from "hono";
import { goAnswer } from "../../platform/go-app.ts";

/** A successful answer of this service; no charset, as upstream. */
export function halAnswer(c: Context, value: unknown): Response {
    return goAnswer(c, value, "application/hal+json");
}

/** A HAL list; the key is in the singular. */
export function halList(
    key: "customer" | "address" | "card",
    entries: readonly object[],
): { _embedded: Record<string, readonly object[]> } {
    return { _embedded: { [key]: entries } };
}
