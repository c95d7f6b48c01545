/** `datadog.Monitor` */
import { z } from "zod";
import type { Monitor } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/models/Monitor.js";
import type { PropertyMap } from "../../protocol/property.ts";
import { reasonOf, statusOf } from "../api.ts";
import type { Found, Kind } from "../kind.ts";
import { toModel } from "../model.ts";

const Threshold = z
    .string()
    .regex(/^-?\d+(\.\d+)?$/, 'a number as text, such as "250"')
    .optional();

const Inputs = z.strictObject({
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
type Inputs = z.infer<typeof Inputs>;

/** What the official plugin sends where the program says nothing. */
const DEFAULTS = {
    includeTags: true,
    requireFullWindow: true,
    notifyNoData: false,
    newHostDelay: 300,
    noDataTimeframe: 10,
};

/** Inputs that are the options of the API's model, under the same name. */
const OPTIONS = [
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

/** Names of the API, which the wire and the models write differently. */
function wireName(name: string): string {
    return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function bodyOf(inputs: PropertyMap): Monitor {
    const monitor = inputs as Inputs;
    const given = { ...DEFAULTS, ...monitor };
    const options = OPTIONS.flatMap((name) => {
        const value = given[name];
        // Datadog takes one of the two.
        if (name === "noDataTimeframe" && given.onMissingData !== undefined) return [];
        return value === undefined ? [] : [[wireName(name), value]];
    });
    const thresholds = Object.entries(monitor.monitorThresholds ?? {}).map(([name, value]) => [
        wireName(name),
        Number(value),
    ]);
    return toModel(
        {
            name: monitor.name,
            type: monitor.type,
            query: monitor.query.trim(),
            message: monitor.message.trim(),
            priority: monitor.priority === undefined ? null : Number(monitor.priority),
            tags: [...(monitor.tags ?? [])].sort(),
            options: {
                ...Object.fromEntries(options),
                thresholds: Object.fromEntries(thresholds) as Record<string, number>,
            },
        },
        "Monitor",
    ) as Monitor;
}

function inputsOf(monitor: Monitor): PropertyMap {
    const { options = {} } = monitor;
    const thresholds = ["critical", "criticalRecovery", "warning", "warningRecovery"] as const;
    const known = thresholds.flatMap((name) => {
        const value = options.thresholds?.[name];
        return typeof value === "number" ? [[name, String(value)]] : [];
    });
    const kept = OPTIONS.flatMap((name) => {
        const value = options[name];
        // What isn't set comes back as null, 0, false, "" or an empty list, by the age of the option.
        const isDefault = name in DEFAULTS;
        const isSet = isDefault ? value !== undefined && value !== null : isFilled(value);
        return isSet ? [[name, value]] : [];
    });
    return {
        name: monitor.name ?? "",
        // Datadog writes the one for the other.
        type: monitor.type === "metric alert" ? "query alert" : monitor.type.toString(),
        query: monitor.query,
        message: monitor.message ?? "",
        ...(typeof monitor.priority === "number" ? { priority: String(monitor.priority) } : {}),
        tags: [...(monitor.tags ?? [])].sort(),
        ...(known.length > 0
            ? { monitorThresholds: Object.fromEntries(known) as Record<string, string> }
            : {}),
        ...(Object.fromEntries(kept) as PropertyMap),
    };
}

function isFilled(value: unknown): boolean {
    if (Array.isArray(value)) return value.length > 0;
    return value !== undefined && value !== null && value !== "" && value !== 0 && value !== false;
}

function found(monitor: Monitor): Found {
    return { id: String(monitor.id), inputs: inputsOf(monitor), computed: {} };
}

export const monitor: Kind = {
    type: "datadog:index/monitor:Monitor",
    schema: Inputs,
    replaces: ["type"],
    computed: [],
    own: ["validate", "forceDelete"],
    settle: (inputs) => inputsOf(bodyOf(inputs)),
    async examine(api, inputs) {
        if (inputs["validate"] === false) return [];
        try {
            await api.monitors.validateMonitor({ body: bodyOf(inputs) });
            return [];
        } catch (error) {
            if (statusOf(error) !== 400) throw error;
            return [{ property: "query", reason: reasonOf(error) }];
        }
    },
    create: async (api, inputs) =>
        found(await api.monitors.createMonitor({ body: bodyOf(inputs) })),
    read: async (api, id) => found(await api.monitors.getMonitor({ monitorId: Number(id) })),
    update: async (api, id, inputs) =>
        found(await api.monitors.updateMonitor({ monitorId: Number(id), body: bodyOf(inputs) })),
    async remove(api, id, inputs) {
        const force = inputs["forceDelete"] === true ? { force: "true" } : {};
        await api.monitors.deleteMonitor({ monitorId: Number(id), ...force });
    },
};
