import { z } from "zod";
import { BaselineConfig, IncidentConfig } from "./schema.ts";

/** Said where a schema knows no key. */
export const NO_KEY = "no key here";

/** The keys of the object at `path`, by walking the role's schema along with what the file holds there. */
export function knownKeys(path: readonly PropertyKey[], values: Record<string, unknown>): string {
    const schema = values["role"] === "incident" ? IncidentConfig : BaselineConfig;
    const json: unknown = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
    let node = json as SchemaNode;
    let value: unknown = values;
    for (const step of path) {
        node = stepInto(node, value, step) ?? {};
        value = (value as Record<PropertyKey, unknown> | undefined)?.[step];
    }
    const names = propertyNames(node, value);
    return names.length > 0 ? names.join(", ") : NO_KEY;
}

interface SchemaNode {
    properties?: Record<string, SchemaNode>;
    items?: SchemaNode;
    anyOf?: SchemaNode[];
    oneOf?: SchemaNode[];
    const?: unknown;
}

function stepInto(node: SchemaNode, value: unknown, step: PropertyKey): SchemaNode | undefined {
    if (typeof step === "number") return node.items;
    for (const variant of variants(node, value)) {
        const next = variant.properties?.[String(step)];
        if (next !== undefined) return next;
    }
    return undefined;
}

function propertyNames(node: SchemaNode, value: unknown): string[] {
    const all = variants(node, value);
    return [...new Set(all.flatMap((variant) => Object.keys(variant.properties ?? {})))];
}

/** The schema and its branches, without those that the file's own `kind` rules out. */
function variants(node: SchemaNode, value: unknown): SchemaNode[] {
    const branches = [...(node.anyOf ?? []), ...(node.oneOf ?? [])];
    return [node, ...branches.filter((branch) => isPossible(branch, value))];
}

function isPossible(branch: SchemaNode, value: unknown): boolean {
    const held = value as Record<string, unknown> | undefined;
    return Object.entries(branch.properties ?? {}).every(
        ([name, { const: only }]) => only === undefined || held?.[name] === only,
    );
}
