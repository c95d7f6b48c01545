/** The provider's configuration. */
import { isUnknown, revealMap, type PropertyMap } from "../protocol/property.ts";
import type { Failure } from "../protocol/responses.ts";

export interface Settings {
    apiKey: string;
    appKey: string;
    /** Address of the API, without a path. */
    apiUrl: string;
    /** Whether the keys are checked before anything else is done. */
    validate: boolean;
}

/** Each setting, and the variables that are read where it isn't set; as the official plugin's. */
const VARIABLES = {
    apiKey: ["DD_API_KEY", "DATADOG_API_KEY"],
    appKey: ["DD_APP_KEY", "DATADOG_APP_KEY"],
    apiUrl: ["DD_HOST", "DATADOG_HOST"],
    validate: [],
} as const;

const DEFAULT_URL = "https://api.datadoghq.com";
const KNOWN = new Set<string>([...Object.keys(VARIABLES), "version", "pluginDownloadURL"]);

/** What this plugin refuses of a provider's configuration: the key and why. */
export function refusedSettings(config: PropertyMap): Failure[] {
    return Object.entries(revealMap(config)).flatMap(([property, value]) => {
        if (property.startsWith("__") || isUnknown(value)) return [];
        if (!KNOWN.has(property)) {
            const allowed = Object.keys(VARIABLES).join(", ");
            return [
                { property, reason: `not supported by this datadog plugin; allowed: ${allowed}` },
            ];
        }
        if (property === "apiUrl" && typeof value === "string" && !isAddress(value)) {
            const reason = `found "${value}", allowed is an address without a path, such as https://api.us5.datadoghq.com`;
            return [{ property, reason }];
        }
        if (property === "validate" && !["true", "false"].includes(String(value))) {
            return [{ property, reason: `found "${value}", allowed are true, false` }];
        }
        return [];
    });
}

/**
 * Reads the configuration, and the environment where it says nothing. Undefined where a setting is only known later:
 * a preview then asks Datadog nothing.
 *
 * @throws Error naming the key that is missing, unless `validate` is false
 */
export function readSettings(
    config: PropertyMap,
    environment: NodeJS.ProcessEnv,
): Settings | undefined {
    const values = revealMap(config);
    if (Object.values(values).some(isUnknown)) return undefined;
    const text = (name: keyof typeof VARIABLES): string => {
        const fallback = VARIABLES[name].map((variable) => environment[variable]).find(Boolean);
        return String(values[name] ?? fallback ?? "");
    };
    const validate = text("validate") !== "false";
    const settings = { apiKey: text("apiKey"), appKey: text("appKey"), validate };
    for (const key of validate ? (["apiKey", "appKey"] as const) : []) {
        if (settings[key] !== "") continue;
        const [variable] = VARIABLES[key];
        throw new Error(`${key} is missing: set it on the provider, or ${variable}`);
    }
    return { ...settings, apiUrl: (text("apiUrl") || DEFAULT_URL).replace(/\/+$/, "") };
}

function isAddress(text: string): boolean {
    return /^https?:\/\/[^/?#\s]+\/?$/.test(text);
}
