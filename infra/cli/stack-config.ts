import { readFileSync } from "node:fs";
import { parseStackFile } from "../config/file.ts";
import { NAMESPACE, parseConfig } from "../config/load.ts";
import type { IncidentConfig } from "../config/schema.ts";
import { stackFile } from "../config/source.ts";

/**
 * What the stack file of an incident says, without the engine.
 * @throws LabError for a file that no preview would take
 */
export function incidentConfig(stack: string): IncidentConfig {
    const source = stackFile(stack, NAMESPACE);
    const raw = parseStackFile(readFileSync(source.file), source);
    const parsed = parseConfig(raw, source);
    if (parsed.role === "incident") return parsed;
    throw new Error(`${source.file} is no incident's`);
}
