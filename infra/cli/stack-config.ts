import { NAMESPACE, parseConfig } from "../config/load.ts";
import type { IncidentConfig } from "../config/schema.ts";
import { stackFile } from "../config/source.ts";
import { rawConfig } from "../config/stack-file.ts";

/**
 * What the stack file of an incident says, without the engine.
 * @throws LabError for a file that no preview would take
 */
export function incidentConfig(stack: string): IncidentConfig {
    const source = stackFile(stack, NAMESPACE);
    const parsed = parseConfig(rawConfig(stack), source);
    if (parsed.role === "incident") return parsed;
    throw new Error(`${source.file} is no incident's`);
}
