import type { z } from "zod";
import { LabError } from "../../components/kit/error.ts";
import { knownKeys } from "./known-keys.ts";
import { StackConfig } from "./schema.ts";
import type { ConfigSource } from "./source.ts";

/** The project's configuration namespace, the `name` of Pulumi.yaml. */
export const NAMESPACE = "sock-shop";

/** Namespaces that belong to the engine or its providers; the rest of a file must be ours. */
const FOREIGN_NAMESPACES = ["pulumi", "datadog"];

/**
 * Parses a stack's whole configuration, strictly: the only place that reads it.
 *
 * @param raw what the engine hands over: `namespace:key` to text, objects as JSON
 * @throws LabError naming file, line and key of the first thing that is wrong
 */
export function parseConfig(raw: Record<string, string>, source: ConfigSource): StackConfig {
    const values: Record<string, unknown> = {};
    for (const [key, text] of Object.entries(raw)) {
        const [namespace, name] = splitOnce(key);
        if (namespace === NAMESPACE) values[name] = decode(text);
        else if (!FOREIGN_NAMESPACES.includes(namespace)) {
            throw problem(source, [], {
                found: `configuration key ${key} is in no namespace that anybody reads`,
                allowed: `keys of ${[NAMESPACE, ...FOREIGN_NAMESPACES].join(":, ")}:`,
                key,
            });
        }
    }
    const parsed = StackConfig.safeParse(values, { reportInput: true });
    if (parsed.success) {
        requireSecrets(parsed.data, source);
        return parsed.data;
    }
    const issue = deepest(parsed.error.issues);
    throw problem(source, issue.path, explain(issue, values));
}

/** Keys of Datadog's are worth money: one that stands in the file for all to read is refused. */
function requireSecrets(config: StackConfig, source: ConfigSource): void {
    if (config.role !== "baseline" || config.datadog === undefined) return;
    for (const path of [
        ["datadog", "apiKey"],
        ["datadog", "appKey"],
    ]) {
        if (source.isReadable?.(path) !== true) continue;
        throw problem(source, path, {
            found: "a key that anybody can read in the file",
            allowed: "a secret: replace the key, this one has been seen",
            secret: true,
        });
    }
}

function splitOnce(key: string): [string, string] {
    const at = key.indexOf(":");
    return [key.slice(0, at), key.slice(at + 1)];
}

function decode(text: string): unknown {
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return text;
    }
}

/** A union reports one issue that wraps those of the branch that came closest; that one helps. */
function deepest(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue {
    // A misspelt key is also a missing one: the key that stands in the file is the one to edit.
    const issue = issues.find((one) => one.code === "unrecognized_keys") ?? issues[0];
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

interface Problem {
    found: string;
    allowed: string;
    /** Of a value that belongs into the file as a secret. */
    secret?: boolean;
    /** The key for the cure, where it isn't the path. */
    key?: string;
}

function explain(issue: z.core.$ZodIssue, values: Record<string, unknown>): Problem {
    const found = JSON.stringify(issue.input);
    switch (issue.code) {
        case "unrecognized_keys":
            return {
                found: `unknown key ${issue.keys.join(", ")}`,
                allowed: knownKeys(issue.path, values),
            };
        case "invalid_value":
            return { found: `found ${found}`, allowed: issue.values.map(String).join(", ") };
        case "invalid_union":
            return unionProblem(issue);
        case "invalid_type":
            return {
                found: issue.input === undefined ? "missing" : `found ${found}`,
                allowed: `a value of type ${issue.expected}`,
            };
        case "custom": {
            // A schema that knows better what to say, or must not show what it found.
            const { found: described, secret } = (issue.params ?? {}) as Partial<Problem>;
            return {
                found: described ?? `found ${found}`,
                allowed: issue.message,
                ...(secret === undefined ? {} : { secret }),
            };
        }
        case "too_big":
            return { found: `found ${found}`, allowed: `at most ${issue.maximum}` };
        case "too_small":
            return { found: `found ${found}`, allowed: `at least ${issue.minimum}` };
        default:
            return { found: `found ${found}`, allowed: issue.message };
    }
}

/** A union is decided by one key where it has one: then that key's value is what is wrong. */
function unionProblem(issue: z.core.$ZodIssueInvalidUnion): Problem {
    const key = issue.discriminator;
    if (key === undefined) {
        return { found: `found ${JSON.stringify(issue.input)}`, allowed: issue.message };
    }
    const value = (issue.input as Record<string, unknown> | undefined)?.[key];
    return {
        found: value === undefined ? "missing" : `found ${JSON.stringify(value)}`,
        allowed: [...issue.message.matchAll(/'([^']+)'/g)].map(([, name]) => name).join(", "),
    };
}

function problem(source: ConfigSource, path: readonly PropertyKey[], what: Problem): LabError {
    const shown = keyPath(path);
    return new LabError({
        where: `${source.file}${source.lineOf(path)}, ${what.key ?? shown}`,
        found: what.found,
        allowed: what.allowed,
        cure:
            what.secret === true
                ? `pulumi config set --path --secret ${shown} --stack ${source.stack}`
                : `edit ${source.file}, then run pulumi preview --stack ${source.stack} again`,
    });
}

/** `sock-shop:faults[0].limits.cpu`, as Pulumi writes a key's path. */
function keyPath(path: readonly PropertyKey[]): string {
    let text = `${NAMESPACE}:`;
    path.forEach((step, index) => {
        if (typeof step === "number") text += `[${step}]`;
        else text += index === 0 ? String(step) : `.${String(step)}`;
    });
    return text;
}
