import { z } from "zod";
import { nameOfPath } from "./renamed-keys.ts";
import { BaselineConfig, IncidentConfig } from "./schema.ts";

interface SchemaNode {
    properties?: Record<string, SchemaNode>;
    items?: SchemaNode;
    anyOf?: SchemaNode[];
    oneOf?: SchemaNode[];
}

/** Every key that a stack file may hold, as sorted paths without indices: `faults.limits.cpu`. */
export function keyPaths(): string[] {
    const found = new Set<string>();
    const walk = (node: SchemaNode, path: readonly string[]): void => {
        for (const [name, inner] of Object.entries(node.properties ?? {})) {
            found.add(nameOfPath([...path, name]));
            walk(inner, [...path, name]);
        }
        for (const inner of [...(node.anyOf ?? []), ...(node.oneOf ?? [])]) walk(inner, path);
        if (node.items !== undefined) walk(node.items, path);
    };
    for (const schema of [BaselineConfig, IncidentConfig]) {
        walk(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as SchemaNode, []);
    }
    return [...found].sort();
}
