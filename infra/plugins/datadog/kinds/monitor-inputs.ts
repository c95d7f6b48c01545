/** Inputs of `datadog.Monitor`, and what they become where they are left out. */
import { z } from "zod";

const Threshold = z
    .string()
    .regex(/^-?\d+(\.\d+)?$/, 'a number as text, such as "250"')
    .optional();

export const Inputs = z.strictObject({
    name: z.string().min(1),
    type: z.string().min(1),
    query: z.string().min(1),
    message: z.string(),
    escalationMessage: z.string().optional(),
    monitorThresholds: z
        .strictObject({
            critical: Threshold,
            criticalRecovery: Threshold,
            warning: Threshold,
            warningRecovery: Threshold,
        })
        .optional(),
    priority: z
        .string()
        .regex(/^[1-5]$/, "1 (high) to 5 (low)")
        .optional(),
    tags: z.array(z.string()).optional(),
    includeTags: z.boolean().optional(),
    requireFullWindow: z.boolean().optional(),
    notifyNoData: z.boolean().optional(),
    noDataTimeframe: z.int().optional(),
    onMissingData: z.string().optional(),
    evaluationDelay: z.int().optional(),
    newGroupDelay: z.int().optional(),
    newHostDelay: z.int().optional(),
    renotifyInterval: z.int().optional(),
    renotifyStatuses: z.array(z.string()).optional(),
    enableLogsSample: z.boolean().optional(),
    groupbySimpleMonitor: z.boolean().optional(),
    validate: z.boolean().optional(),
    forceDelete: z.boolean().optional(),
});
export type Inputs = z.infer<typeof Inputs>;

/** What the official plugin sends where the program says nothing. */
export const DEFAULTS = {
    includeTags: true,
    requireFullWindow: true,
    notifyNoData: false,
    newHostDelay: 300,
    noDataTimeframe: 10,
};

/** Inputs that are the options of the API's model, under the same name. */
export const OPTIONS = [
    "escalationMessage",
    "includeTags",
    "requireFullWindow",
    "notifyNoData",
    "noDataTimeframe",
    "onMissingData",
    "evaluationDelay",
    "newGroupDelay",
    "newHostDelay",
    "renotifyInterval",
    "renotifyStatuses",
    "enableLogsSample",
    "groupbySimpleMonitor",
] as const;
