/** The `pulumi.com/*` annotations with which a program steers this plugin. */
import { isMap } from "../protocol/property.ts";
import { mapAt, textAt, withValue, type KubeObject } from "./kube-object.ts";

export const AUTONAMED = "pulumi.com/autonamed";
const SKIP_AWAIT = "pulumi.com/skipAwait";
const WAIT_FOR = "pulumi.com/waitFor";
const TIMEOUT_SECONDS = "pulumi.com/timeoutSeconds";
const PATCH_FORCE = "pulumi.com/patchForce";
const PATCH_FIELD_MANAGER = "pulumi.com/patchFieldManager";
const DELETION_PROPAGATION = "pulumi.com/deletionPropagationPolicy";
const DEFAULT_TIMEOUT_SECONDS = 600;

export type Propagation = "Foreground" | "Background" | "Orphan";

function annotation(object: KubeObject, name: string): string | undefined {
    return textAt(mapAt(object, "metadata", "annotations"), name);
}

export function isAutonamed(object: KubeObject): boolean {
    return annotation(object, AUTONAMED) === "true";
}

export function skipsAwait(object: KubeObject): boolean {
    return annotation(object, SKIP_AWAIT) === "true";
}

export function forcesPatch(object: KubeObject): boolean {
    return annotation(object, PATCH_FORCE) === "true";
}

export function fieldManagerOf(object: KubeObject): string | undefined {
    return annotation(object, PATCH_FIELD_MANAGER);
}

/** How the objects owned by a deleted one go: before it (default), after it, or not at all. */
export function propagationOf(object: KubeObject): Propagation {
    const policy = annotation(object, DELETION_PROPAGATION)?.toLowerCase();
    return policy === "orphan" ? "Orphan" : policy === "background" ? "Background" : "Foreground";
}

/** How long to wait, in seconds: the resource's `customTimeouts`, else the annotation, else ten minutes. */
export function timeoutOf(customTimeout: number, object: KubeObject): number {
    if (customTimeout > 0) return customTimeout;
    const seconds = Number.parseInt(annotation(object, TIMEOUT_SECONDS) ?? "", 10);
    return Number.isNaN(seconds) ? DEFAULT_TIMEOUT_SECONDS : seconds;
}

/** The object with the annotation that says its name was made up by the plugin. */
export function markAutonamed(object: KubeObject): KubeObject {
    const metadata = object["metadata"];
    const annotations = isMap(metadata) ? metadata["annotations"] : undefined;
    if (annotations !== undefined && !isMap(annotations)) return object; // not known yet: nowhere to write
    return withValue(object, ["metadata", "annotations", AUTONAMED], "true");
}

/** The conditions that the program waits for instead of the usual ones; undefined where it names none. */
export function waitForOf(object: KubeObject): string[] | undefined {
    const text = annotation(object, WAIT_FOR);
    if (text === undefined) return undefined;
    let conditions: unknown = text;
    try {
        conditions = JSON.parse(text);
    } catch {
        // a single condition, not in JSON
    }
    const list = Array.isArray(conditions) ? conditions.map(String) : [text];
    const wrong = list.find((condition) => !/^(jsonpath|condition)=/.test(condition));
    if (list.length === 0) throw new Error(`${WAIT_FOR}: at least one condition must be specified`);
    if (wrong !== undefined) {
        throw new Error(
            `${WAIT_FOR}: expected a "jsonpath=" or "condition=" prefix, got "${wrong}"`,
        );
    }
    return list;
}
