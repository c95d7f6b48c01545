/** The provider's configuration. */
import { isUnknown, revealMap, type PropertyMap } from "../protocol/property.ts";

export interface Settings {
    /** A path or the file's contents; undefined means $KUBECONFIG, else ~/.kube/config. */
    kubeconfig?: string;
    context?: string;
    cluster?: string;
    /** For objects that name none; else it is the context's, else `default`. */
    namespace?: string;
    deleteUnreachable: boolean;
    skipUpdateUnreachable: boolean;
    enablePatchForce: boolean;
    enableConfigMapMutable: boolean;
    enableSecretMutable: boolean;
    upsertExistingObjects: boolean;
}

const FLAGS = {
    deleteUnreachable: "PULUMI_K8S_DELETE_UNREACHABLE",
    skipUpdateUnreachable: "PULUMI_K8S_SKIP_UPDATE_UNREACHABLE",
    enablePatchForce: "PULUMI_K8S_ENABLE_PATCH_FORCE",
    enableConfigMapMutable: "PULUMI_K8S_ENABLE_CONFIGMAP_MUTABLE",
    enableSecretMutable: "PULUMI_K8S_ENABLE_SECRET_MUTABLE",
    upsertExistingObjects: "PULUMI_K8S_UPSERT_EXISTING_OBJECTS",
} as const;

const TEXTS = ["kubeconfig", "context", "cluster", "namespace"] as const;
const HARMLESS = new Set([
    "clusterIdentifier",
    "enableServerSideApply",
    "alwaysRender",
    "suppressDeprecationWarnings",
    "suppressHelmHookWarnings",
    "kubeClientSettings",
    "helmReleaseSettings",
    "strictMode",
    "version",
    "pluginDownloadURL",
]);

/**
 * Reads the configuration; what is neither there nor in the environment has the official plugin's default (off).
 * Booleans come as the strings "true" and "false".
 */
export function readSettings(config: PropertyMap, environment: NodeJS.ProcessEnv): Settings {
    const values = revealMap(config);
    const on = (name: keyof typeof FLAGS): boolean =>
        String(values[name] ?? environment[FLAGS[name]]) === "true";
    const texts = TEXTS.flatMap((name) => {
        const value = values[name];
        return typeof value === "string" && value !== "" && !isUnknown(value)
            ? [[name, value]]
            : [];
    });
    return {
        ...Object.fromEntries(texts),
        deleteUnreachable: on("deleteUnreachable"),
        skipUpdateUnreachable: on("skipUpdateUnreachable"),
        enablePatchForce: on("enablePatchForce"),
        enableConfigMapMutable: on("enableConfigMapMutable"),
        enableSecretMutable: on("enableSecretMutable"),
        upsertExistingObjects: on("upsertExistingObjects"),
    };
}

/** What this plugin refuses of a provider's configuration: the key and why. */
export function refusedSettings(config: PropertyMap): { property: string; reason: string }[] {
    const values = revealMap(config);
    const known = new Set<string>([...Object.keys(FLAGS), ...TEXTS, ...HARMLESS]);
    return Object.entries(values).flatMap(([property, value]) => {
        if (property === "renderYamlToDirectory" && value) {
            return [
                {
                    property,
                    reason: "not supported by this kubernetes plugin: it writes no YAML files",
                },
            ];
        }
        if (property === "enableServerSideApply" && String(value) === "false") {
            return [
                {
                    property,
                    reason: "not supported by this kubernetes plugin: it uses server-side apply only",
                },
            ];
        }
        if (
            known.has(property) ||
            property === "renderYamlToDirectory" ||
            property.startsWith("__")
        )
            return [];
        return [
            { property, reason: `no such setting; allowed are ${[...known].sort().join(", ")}` },
        ];
    });
}
