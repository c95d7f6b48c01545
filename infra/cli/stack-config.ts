import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { NAMESPACE, parseConfig } from "../config/load.ts";
import type { IncidentConfig } from "../config/schema.ts";
import { stackFile } from "../config/source.ts";

/**
 * What the stack file of an incident says, without the engine.
 * @throws LabError for a file that no preview would take
 */
export function incidentConfig(stack: string): IncidentConfig {
    const source = stackFile(stack, NAMESPACE);
    const { config } = parse(readFileSync(source.file, "utf8")) as {
        config: Record<string, unknown>;
    };
    const raw = Object.entries(config).map(([key, value]) => [
        key,
        typeof value === "string" ? value : JSON.stringify(value),
    ]);
    const parsed = parseConfig(Object.fromEntries(raw) as Record<string, string>, source);
    if (parsed.role === "incident") return parsed;
    throw new Error(`${source.file} is no incident's`);
}
