/** Names of objects that the program leaves unnamed. */
import { createHash, randomBytes } from "node:crypto";
import { isUnknown } from "../protocol/property.ts";
import { isAutonamed, markAutonamed } from "./annotations.ts";
import { at, textAt, withValue, type KubeObject } from "./kube-object.ts";

/** What the engine says about names of its own making. */
export interface Autonaming {
    disabled: boolean;
    proposedName: string;
}

/** Whether the program names the object, be it by a name that isn't known yet. */
export function isNamed(object: KubeObject): boolean {
    const name = at(object, "metadata", "name");
    return isUnknown(name) || (typeof name === "string" && name !== "");
}

/**
 * The object with a name: its own, else that of the old inputs if this plugin made it, else a new one of the form
 * `<resource name>-<8 hex digits>`, the same for the same seed. Throws where the engine forbids making one up.
 */
export function nameObject(
    object: KubeObject,
    old: KubeObject | undefined,
    resourceName: string,
    seed: Uint8Array,
    autonaming: Autonaming | undefined,
): KubeObject {
    if (at(object, "metadata", "generateName") !== undefined && !isNamed(object)) {
        throw new Error(
            "the `.metadata.generateName` field is not supported in Server-Side Apply mode",
        );
    }
    if (isNamed(object)) return object;
    if (old !== undefined && isAutonamed(old))
        return named(object, textAt(old, "metadata", "name") ?? resourceName);
    if (old !== undefined) return object;
    if (autonaming?.disabled) {
        throw new Error(
            "autonaming is disabled, resource requires the .metadata.name field to be set",
        );
    }
    return named(object, autonaming?.proposedName || `${resourceName}-${hex8(seed)}`);
}

/** A manager's name for one resource's fields, as the official plugin makes them. */
export function newFieldManager(): string {
    return `pulumi-kubernetes-${hex8(new Uint8Array())}`;
}

function named(object: KubeObject, name: string): KubeObject {
    return markAutonamed(withValue(object, ["metadata", "name"], name));
}

function hex8(seed: Uint8Array): string {
    if (seed.length === 0) return randomBytes(4).toString("hex");
    return createHash("sha256").update(seed).digest("hex").slice(0, 8);
}
