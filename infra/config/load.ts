import { LabError } from "../../components/kit/error.ts";
import { explain, type Problem } from "./explain.ts";
import { StackConfig } from "./schema.ts";
import { shown, shownName } from "./shown.ts";
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
    // Without a prototype: a key __proto__ is a key like any other here.
    const values = Object.create(null) as Record<string, unknown>;
    for (const [key, text] of Object.entries(raw)) {
        const [namespace, name] = splitOnce(key);
        if (namespace === NAMESPACE) values[name] = decode(text);
        else if (!FOREIGN_NAMESPACES.includes(namespace)) {
            throw problem(source, {
                path: [],
                found: `configuration key ${shownName(key)} is in no namespace that anybody reads`,
                allowed: `keys of ${[NAMESPACE, ...FOREIGN_NAMESPACES].join(":, ")}:`,
                key: shownName(key),
            });
        }
    }
    const parsed = StackConfig.safeParse(values, { reportInput: true });
    if (parsed.success) {
        requireSecrets(parsed.data, source);
        requireAnotherStack(parsed.data, source);
        return parsed.data;
    }
    throw problem(source, explain(parsed.error.issues, values));
}

/** Keys of Datadog's are worth money: one that stands in the file for all to read is refused. */
function requireSecrets(config: StackConfig, source: ConfigSource): void {
    if (config.role !== "baseline" || config.datadog === undefined) return;
    for (const path of [
        ["datadog", "apiKey"],
        ["datadog", "appKey"],
    ]) {
        if (source.isReadable?.(path) !== true) continue;
        throw problem(source, {
            path,
            found: "a key that anybody can read in the file",
            allowed: "a secret: replace the key, this one has been seen",
            secret: true,
        });
    }
}

function requireAnotherStack(config: StackConfig, source: ConfigSource): void {
    if (config.role !== "incident" || config.baseline !== source.stack) return;
    throw problem(source, {
        path: ["baseline"],
        found: `found ${shown(config.baseline)}, the stack itself`,
        allowed: "the stack of a baseline, which the incident lies over",
    });
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

function problem(source: ConfigSource, what: Problem & { key?: string }): LabError {
    const path = keyPath(what.path);
    return new LabError({
        where: `${source.file}${source.lineOf(what.path)}, ${what.key ?? path}`,
        found: what.found,
        allowed: what.allowed,
        cure:
            what.secret === true
                ? `pulumi config set --path --secret ${path} --stack ${source.stack}`
                : `edit ${source.file}, then run pulumi preview --stack ${source.stack} again`,
    });
}

/** `sock-shop:faults[0].limits.cpu`, as Pulumi writes a key's path. */
function keyPath(path: readonly PropertyKey[]): string {
    let text = `${NAMESPACE}:`;
    path.forEach((step, index) => {
        if (typeof step === "number") text += `[${step}]`;
        else text += `${index === 0 ? "" : "."}${shownName(String(step))}`;
    });
    return text;
}
