import type { z } from "zod";
import { knownKeys, NO_KEY } from "./known-keys.ts";
import { nameOfPath, RENAMED_KEYS } from "./renamed-keys.ts";
import { shown, shownName } from "./shown.ts";

/** Types of values in a reader's words. */
const TYPES: Readonly<Record<string, string>> = {
    array: "a list",
    boolean: "true or false",
    int: "a whole number",
    number: "a number",
    string: "a text",
};

/** What is wrong with a key, as a schema's issue says it. */
export interface Problem {
    path: readonly PropertyKey[];
    found: string;
    allowed: string;
    /** Of a value that belongs into the file as a secret. */
    secret?: boolean;
}

/** The one thing to tell of all that a schema found wrong. */
export function explain(
    issues: readonly z.core.$ZodIssue[],
    values: Record<string, unknown>,
    renamed: Readonly<Record<string, string>> = RENAMED_KEYS,
): Problem {
    const issue = deepest(issues);
    const { path } = issue;
    switch (issue.code) {
        case "unrecognized_keys": {
            // In the engine's order, which sorts an object's keys: the same error with and without it.
            const keys = issue.keys.toSorted();
            const [first = ""] = keys;
            const names = keys.map(shownName).join(", ");
            const known = knownKeys(path, values);
            const was = nameOfPath([...path, first]);
            // Not by index alone: __proto__ is a key that somebody may write.
            const now = Object.hasOwn(renamed, was) ? renamed[was] : undefined;
            if (now !== undefined) {
                const found = `key ${first} of an earlier version, which is called ${now} now`;
                return { path: [...path, first], found, allowed: known };
            }
            // A union of mappings knows it, but not with the keys beside it.
            return known.split(", ").includes(first)
                ? {
                      path: [...path, first],
                      found: `${names} beside keys of another kind`,
                      allowed: `of ${known}: those of one kind`,
                  }
                : { path: [...path, first], found: `unknown key ${names}`, allowed: known };
        }
        case "invalid_value": {
            const allowed = issue.values.map(String).join(", ");
            return { path, found: found(issue.input), allowed };
        }
        case "invalid_union":
            return unionProblem(issue);
        case "invalid_key": {
            const [inner] = issue.issues;
            return { path, found: "a key that is no such name", allowed: inner?.message ?? "" };
        }
        case "invalid_type":
            return { path, found: found(issue.input), allowed: allowedType(issue, values) };
        case "custom": {
            // A schema that knows better what to say, or must not show what it found.
            const { found: described, secret } = (issue.params ?? {}) as Partial<Problem>;
            return {
                path,
                found: described ?? found(issue.input),
                allowed: issue.message,
                ...(secret === undefined ? {} : { secret }),
            };
        }
        case "too_big":
            return { path, found: found(issue.input), allowed: `at most ${issue.maximum}` };
        case "too_small":
            return { path, found: found(issue.input), allowed: atLeast(issue) };
        default:
            return { path, found: found(issue.input), allowed: issue.message };
    }
}

/** A union reports one issue that wraps those of the branch that came closest; that one helps. */
function deepest(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue {
    // A misspelt key is also a missing one: the key that stands in the file is the one to edit.
    const unknown = issues.find((one) => one.code === "unrecognized_keys");
    // Of several bounds of one number the last is the narrowest: zod's own come first.
    const [first] = issues;
    const same = issues.filter((one) => String(one.path) === String(first?.path));
    const issue = unknown ?? same.at(-1);
    if (issue === undefined) throw new Error("a failed parse reports at least one issue");
    if (issue.code !== "invalid_union" || issue.errors.length === 0) return issue;
    // A branch for another type of value altogether is not what was meant.
    const meant = issue.errors.filter((branch) => !isOfAnotherType(branch));
    const branches = meant.length > 0 ? meant : issue.errors;
    const closest = [...branches].sort((a, b) => a.length - b.length)[0] ?? [];
    if (closest.length === 0) return issue;
    const inner = deepest(closest);
    return { ...inner, path: [...issue.path, ...inner.path] };
}

function isOfAnotherType(branch: readonly z.core.$ZodIssue[]): boolean {
    return branch.some((issue) => issue.code === "invalid_type" && issue.path.length === 0);
}

/** A union is decided by one key where it has one: then that key's value is what is wrong. */
function unionProblem(issue: z.core.$ZodIssueInvalidUnion): Problem {
    const { path, discriminator } = issue;
    if (discriminator === undefined) {
        return { path, found: found(issue.input), allowed: issue.message };
    }
    const value = (issue.input as Record<string, unknown> | undefined)?.[discriminator];
    const allowed = [...issue.message.matchAll(/'([^']+)'/g)].map(([, name]) => name).join(", ");
    const last = path.at(-1) === discriminator;
    return { path: last ? path : [...path, discriminator], found: found(value), allowed };
}

function found(value: unknown): string {
    return value === undefined ? "missing" : `found ${shown(value)}`;
}

function allowedType(issue: z.core.$ZodIssueInvalidType, values: Record<string, unknown>): string {
    // A schema's own words name the form, not only the type.
    if (!issue.message.startsWith("Invalid input")) return issue.message;
    if (issue.expected === "object") {
        const keys = knownKeys(issue.path, values);
        return keys === NO_KEY ? "a mapping" : `a mapping of ${keys}`;
    }
    return TYPES[issue.expected] ?? `a value of type ${issue.expected}`;
}

function atLeast({ minimum, origin }: z.core.$ZodIssueTooSmall): string {
    const unit = { string: " character", array: " entry" }[origin as string] ?? "";
    return `at least ${minimum}${unit}`;
}
