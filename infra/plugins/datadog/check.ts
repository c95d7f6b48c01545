/** What can be said of a resource's inputs without Datadog: are they supported, and what do they change? */
import type { z } from "zod";
import { changesBetween, rootOf } from "../protocol/changes.ts";
import { hasUnknown, revealMap, type PropertyMap } from "../protocol/property.ts";
import type { Failure, PropertyChange } from "../protocol/responses.ts";
import type { Kind } from "./kind.ts";

/** What is wrong with the inputs; empty where nothing is. Values that aren't known yet pass. */
export function checkInputs(kind: Kind, inputs: PropertyMap): Failure[] {
    const parsed = kind.schema.safeParse(withoutNulls(revealMap(inputs)));
    const unknown = new Set(unknownKeys(inputs));
    return (parsed.error?.issues ?? [])
        .filter(({ path }) => !unknown.has(String(path[0])))
        .flatMap((issue) => failuresOf(issue));
}

function failuresOf(issue: z.core.$ZodIssue): Failure[] {
    const property = pathText(issue.path);
    if (issue.code !== "unrecognized_keys") return [{ property, reason: issue.message }];
    return issue.keys.map((key) => ({
        property: pathText([...issue.path, key]),
        reason: "not supported by this datadog plugin",
    }));
}

/** Inputs of which something isn't known yet. */
export function unknownKeys(inputs: PropertyMap): string[] {
    return Object.keys(inputs).filter((key) => hasUnknown(inputs[key]));
}

/** The plain inputs that a kind works with: no secret marks, nothing that isn't set. */
export function plainInputs(inputs: PropertyMap): PropertyMap {
    return withoutNulls(revealMap(inputs));
}

function withoutNulls(map: PropertyMap): PropertyMap {
    const entries = Object.entries(map);
    return Object.fromEntries(
        entries.filter(([key, value]) => value !== null && !key.startsWith("__")),
    );
}

/**
 * The changes that new inputs mean for the resource as it was last seen. What Datadog adds is no change; what somebody
 * else changed is, after a refresh.
 */
export function diffResource(
    kind: Kind,
    state: PropertyMap,
    news: PropertyMap,
    ignored: readonly string[],
): Map<string, PropertyChange> {
    const late = unknownKeys(news);
    const before = stripped(kind, plainInputs(state));
    const after = late.length > 0 ? plainInputs(news) : settleAll(kind, plainInputs(news));
    const changes = [...changesBetween(before, after)].filter(
        ([path, change]) =>
            // Before all inputs are known, what they leave to Datadog can't be told from what they take away.
            (late.length === 0 || change !== "delete") &&
            !ignored.some(
                (one) => path === one || path.startsWith(`${one}.`) || rootOf(path) === one,
            ),
    );
    return new Map(
        changes.map(([path, change]) => [
            path,
            { kind: change, replace: kind.replaces.includes(rootOf(path)) },
        ]),
    );
}

/** The settled inputs, with those that are for the plugin only. */
export function settleAll(kind: Kind, inputs: PropertyMap): PropertyMap {
    return { ...kind.settle(inputs), ...ownOf(kind, inputs) };
}

/** Those inputs that are for the plugin only. */
export function ownOf(kind: Kind, inputs: PropertyMap): PropertyMap {
    return Object.fromEntries(Object.entries(inputs).filter(([key]) => kind.own.includes(key)));
}

function stripped(kind: Kind, state: PropertyMap): PropertyMap {
    return Object.fromEntries(
        Object.entries(state).filter(([key]) => key !== "id" && !kind.computed.includes(key)),
    );
}

function pathText(path: readonly PropertyKey[]): string {
    return path.reduce<string>((text, step) => {
        if (typeof step === "number") return `${text}[${step}]`;
        return text === "" ? String(step) : `${text}.${String(step)}`;
    }, "");
}
