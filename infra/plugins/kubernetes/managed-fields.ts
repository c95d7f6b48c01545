/** Who owns which fields of a live object, and when a change may be forced. */
import { isMap, type Property, type PropertyMap } from "../protocol/property.ts";
import { forcesPatch } from "./annotations.ts";
import { at, listAt, textAt, type KubeObject } from "./kube-object.ts";

/** The manager under which objects are created; the first update takes its fields over. */
export const CREATION_MANAGER = "pulumi-kubernetes";

/** Managers whose fields an update takes over: those of Pulumi's client-side ways, and plain kubectl. */
const TAKEN_OVER: readonly (readonly [string, string])[] = [
    ["kubectl", "Apply"],
    ["kubectl", "Update"],
    ["before-first-apply", "Update"],
    [CREATION_MANAGER, "Update"],
    ["pulumi-kubernetes.exe", "Update"],
    ["pulumi-resource-kubernetes", "Update"],
];
const FORCED_IN_PREVIEW = new Set([
    "pulumi-resource-kubernetes",
    CREATION_MANAGER,
    "pulumi-kubernetes.exe",
]);

/**
 * The JSON patch that makes `manager` the owner of all that the managers above own; undefined where they own nothing.
 * Without it an update would conflict with the creation of its own object.
 */
export function takeOverPatch(live: KubeObject, manager: string): PropertyMap[] | undefined {
    const entries = listAt(live, "metadata", "managedFields").filter(isMap);
    const taken = entries.filter(isTakenOver);
    if (taken.length === 0) return undefined;
    const kept = entries.filter((entry) => !isTakenOver(entry));
    const own = kept.find(
        (entry) => entry["manager"] === manager && entry["operation"] === "Apply",
    );
    const [first] = taken;
    const merged = {
        ...(own ?? first),
        manager,
        operation: "Apply",
        fieldsV1: [...taken, ...(own ? [own] : [])]
            .map((entry) => entry["fieldsV1"] ?? {})
            .reduce<Property>(union, {}),
    };
    const value: Property = [...kept.filter((entry) => entry !== own), merged];
    return [
        { op: "replace", path: "/metadata/managedFields", value },
        {
            op: "replace",
            path: "/metadata/resourceVersion",
            value: textAt(live, "metadata", "resourceVersion") ?? "",
        },
    ];
}

function isTakenOver(entry: PropertyMap): boolean {
    if (at(entry, "subresource") !== undefined) return false; // a controller's status
    return TAKEN_OVER.some(
        ([manager, operation]) => entry["manager"] === manager && entry["operation"] === operation,
    );
}

function union(a: Property, b: Property): Property {
    if (!isMap(a) || !isMap(b)) return isMap(a) ? a : b;
    const result = { ...a };
    for (const [key, value] of Object.entries(b)) {
        const own = result[key];
        result[key] = own === undefined ? value : union(own, value);
    }
    return result;
}

/**
 * Whether to take fields from other managers. By default a conflict is an error; it is forced by the annotation
 * `pulumi.com/patchForce` or the provider's `enablePatchForce`, and in a preview of what an update takes over anyway.
 */
export function isForced(
    inputs: KubeObject,
    live: KubeObject | undefined,
    options: { enablePatchForce: boolean; preview: boolean },
): boolean {
    if (forcesPatch(inputs) || options.enablePatchForce) return true;
    if (live === undefined) return options.preview;
    const entries = listAt(live, "metadata", "managedFields");
    if (entries.length === 0) return true;
    return options.preview && entries.some(isFormerlyOurs);
}

function isFormerlyOurs(entry: Property): boolean {
    return (
        textAt(entry, "operation") === "Update" &&
        FORCED_IN_PREVIEW.has(textAt(entry, "manager") ?? "")
    );
}
