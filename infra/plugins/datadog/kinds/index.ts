/** The resource types that this plugin has. */
import type { Kind } from "../kind.ts";
import { dashboardJson } from "./dashboard-json.ts";
import { logsCustomPipeline } from "./logs-pipeline.ts";
import { monitor } from "./monitor.ts";
import { serviceLevelObjective } from "./slo.ts";

export const KINDS: readonly Kind[] = [
    dashboardJson,
    logsCustomPipeline,
    monitor,
    serviceLevelObjective,
];

/** @throws Error for a type that isn't supported */
export function kindOf(type: string): Kind {
    const kind = KINDS.find((one) => one.type === type);
    if (kind !== undefined) return kind;
    const known = KINDS.map((one) => one.type.split(":").at(-1)).join(", ");
    throw new Error(`${type}: not supported by this datadog plugin, which knows ${known} only.`);
}
