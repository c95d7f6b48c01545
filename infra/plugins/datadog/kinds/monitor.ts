/** `datadog.Monitor` */
import type { Monitor } from "@datadog/datadog-api-client/dist/packages/datadog-api-client-v1/models/Monitor.js";
import type { PropertyMap } from "../../protocol/property.ts";
import { reasonOf, statusOf } from "../api.ts";
import type { Found, Kind } from "../kind.ts";
import { toModel } from "../model.ts";
import { DEFAULTS, Inputs, OPTIONS } from "./monitor-inputs.ts";

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
