/** Changing an object. */
import { hasUnknown, revealMap, type PropertyMap } from "../protocol/property.ts";
import { ApiError } from "./api.ts";
import { readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { applyError } from "./explain.ts";
import { keepIgnored } from "./ignore-changes.ts";
import type { KubeObject, Reference } from "./kube-object.ts";
import { isForced, takeOverPatch } from "./managed-fields.ts";
import { normalizeInputs } from "./normalize.ts";
import { bodyOf, managerOf, referTo, settle, type Context } from "./operation.ts";
import { relinquish } from "./remove.ts";

const FORBIDDEN = 403;
const INVALID = 422;

/**
 * Applies the new inputs on the server's side, under the resource's own field manager, and waits until the object is
 * ready. In a preview the API server says what it would be (dry run).
 */
export async function update(
    context: Context,
    state: PropertyMap,
    marked: PropertyMap,
    ignoreChanges: readonly string[],
): Promise<PropertyMap> {
    const { cluster, type, preview } = context;
    if (preview && (hasUnknown(marked) || !(await cluster.serves(type.apiVersion, type.kind))))
        return marked;
    const inputs = normalizeInputs(revealMap(marked));
    const old = readCheckpoint(state);
    const formerManager = managerOf(old, old.inputs);
    const fieldManager = managerOf(old, inputs);
    const reference = referTo(context, old.live);
    const record = (object: KubeObject): PropertyMap =>
        writeCheckpoint(
            inputs,
            object,
            marked,
            fieldManager,
            old.initialApiVersion ?? type.apiVersion,
        );
    let live: KubeObject | undefined;
    try {
        live = await applyTo(context, reference, inputs, fieldManager, ignoreChanges);
    } catch (error) {
        throw applyError(context, error, fieldManager);
    }
    if (live === undefined) return marked;
    if (preview) return record(live);
    const ready = await settle(context, inputs, live, record, "was updated, but");
    if (formerManager !== fieldManager) await relinquish(context, reference, formerManager);
    return record(ready);
}

/** Applies the inputs. Undefined where a preview can't tell what would come of it. */
async function applyTo(
    context: Context,
    reference: Reference,
    inputs: KubeObject,
    fieldManager: string,
    ignoreChanges: readonly string[],
): Promise<KubeObject | undefined> {
    const { cluster, type, preview, settings } = context;
    let before = await cluster.read(reference);
    if (before === undefined) {
        throw new Error(
            `${reference.kind} "${reference.name}" is not in the cluster any more. ` +
                "Run `pulumi refresh` to take it out of the state, then `pulumi up` to create it again",
        );
    }
    const takeOver = type.isPatch ? undefined : takeOverPatch(before, fieldManager);
    if (takeOver !== undefined && !preview) before = await cluster.patch(reference, takeOver);
    const body = keepIgnored(bodyOf(context, inputs), before, ignoreChanges, fieldManager);
    const force = isForced(body, before, { enablePatchForce: settings.enablePatchForce, preview });
    try {
        return await cluster.apply(body, reference, { fieldManager, force, dryRun: preview });
    } catch (error) {
        const isForbidden = error instanceof ApiError && error.code === FORBIDDEN;
        // Until the fields are taken over, a dry run adds to lists (a Service's ports) what the update will replace.
        const isPremature =
            error instanceof ApiError && error.code === INVALID && takeOver !== undefined;
        if (preview && (isForbidden || isPremature)) return undefined;
        throw error;
    }
}
