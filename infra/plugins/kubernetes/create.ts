/** Creating an object, and applying a Patch resource for the first time. */
import { setTimeout as sleep } from "node:timers/promises";
import { hasUnknown, revealMap, type PropertyMap } from "../protocol/property.ts";
import { fieldManagerOf, timeoutOf } from "./annotations.ts";
import { ApiError } from "./api.ts";
import { untilGone } from "./await/wait.ts";
import { writeCheckpoint } from "./checkpoint.ts";
import { NoSuchKindError } from "./discovery.ts";
import { createError, missingPatchTarget } from "./explain.ts";
import { idOf, textAt, without, type KubeObject, type Reference } from "./kube-object.ts";
import { CREATION_MANAGER, isForced } from "./managed-fields.ts";
import { newFieldManager } from "./naming.ts";
import { bodyOf, referTo, settle, waitingOf, type Context, type Recorded } from "./operation.ts";

const CREATE_TRIES = 5;
const FIRST_RETRY_MS = 100;

/**
 * Creates the object, or applies a Patch resource to one that exists, and waits until it is ready. In a preview the
 * API server says what it would be (dry run); without an answer from it the inputs are all that is known.
 */
export async function create(context: Context, marked: PropertyMap): Promise<Recorded> {
    const { preview, type, cluster } = context;
    const inputs = revealMap(marked);
    if (
        preview &&
        (hasUnknown(marked) || type.isPatch || !(await cluster.serves(type.apiVersion, type.kind)))
    ) {
        return { id: "", state: marked };
    }
    const fieldManager = fieldManagerOf(inputs) ?? newFieldManager();
    let live: KubeObject;
    try {
        live = await createOrPatch(context, bodyOf(context, inputs), fieldManager);
    } catch (error) {
        if (preview && isPreviewLimit(error)) return { id: "", state: marked };
        throw createError(context, error);
    }
    const record = (object: KubeObject): PropertyMap =>
        writeCheckpoint(inputs, object, marked, fieldManager, type.apiVersion);
    if (preview) return { id: "", state: record(without(live, "status")) };
    const ready = await settle(context, inputs, live, record, "was successfully created, but");
    return { id: idOf(ready), state: record(ready) };
}

/** A dry run that can't say more: the namespace or the kind comes with the same update, or we may not ask. */
function isPreviewLimit(error: unknown): boolean {
    if (error instanceof NoSuchKindError) return true;
    return (
        error instanceof ApiError &&
        (error.code === 404 || error.code === 403 || error.reason === "AlreadyExists")
    );
}

/**
 * True where the name is still taken by an object that is being deleted: the one that this replaces, if
 * its program said not to wait (`pulumi.com/skipAwait`).
 */
async function isLeaving(
    { cluster }: Context,
    reference: Reference,
    error: unknown,
): Promise<boolean> {
    if (!(error instanceof ApiError && error.reason === "AlreadyExists")) return false;
    const live = await cluster.read(reference);
    return live === undefined || textAt(live, "metadata", "deletionTimestamp") !== undefined;
}

async function createOrPatch(
    context: Context,
    body: KubeObject,
    fieldManager: string,
): Promise<KubeObject> {
    const { cluster, preview, type, settings } = context;
    const reference = referTo(context, body);
    if (type.isPatch) {
        const target = await cluster.read(reference);
        if (target === undefined) throw missingPatchTarget(context, reference);
    }
    if (type.isPatch || settings.upsertExistingObjects) {
        const force = isForced(body, undefined, {
            enablePatchForce: settings.enablePatchForce,
            preview,
        });
        return cluster.apply(body, reference, { fieldManager, force, dryRun: preview });
    }
    for (let attempt = 1, delay = FIRST_RETRY_MS; ; attempt++, delay *= 2) {
        try {
            return await cluster.create(body, reference, CREATION_MANAGER, preview);
        } catch (error) {
            if (!preview && (await isLeaving(context, reference, error))) {
                const timeout = timeoutOf(context.customTimeout, body);
                await untilGone(waitingOf(context, timeout), reference);
                continue;
            }
            // A namespace may need a moment until the server lets objects into it.
            const isMissing = error instanceof ApiError && error.code === 404;
            if (preview || !isMissing || attempt > CREATE_TRIES || context.signal.aborted)
                throw error;
            context.progress(`Retry #${attempt}; creation failed: ${error.message}`);
            await sleep(delay);
        }
    }
}
