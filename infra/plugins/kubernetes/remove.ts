/** Deleting an object, and giving up the fields of a Patch resource. */
import type { PropertyMap } from "../protocol/property.ts";
import { InitError } from "../protocol/rpc-error.ts";
import { propagationOf, skipsAwait, timeoutOf } from "./annotations.ts";
import { NotReadyError, untilGone } from "./await/wait.ts";
import { readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { NoSuchKindError } from "./discovery.ts";
import { relinquishError } from "./explain.ts";
import { parseId, type Reference } from "./kube-object.ts";
import { managerOf, referTo, waitingOf, type Context } from "./operation.ts";

/** Deletes the object and waits until it is gone. A Patch resource gives its fields up instead: the object stays. */
export async function remove(context: Context, id: string, state: PropertyMap): Promise<void> {
    const checkpoint = readCheckpoint(state);
    const reference = { ...referTo(context, checkpoint.live), name: parseId(id).name };
    if (context.type.isPatch)
        return relinquish(context, reference, managerOf(checkpoint, checkpoint.inputs));
    const { cluster } = context;
    let exists: boolean;
    try {
        exists = await cluster.delete(reference, propagationOf(checkpoint.inputs));
    } catch (error) {
        if (error instanceof NoSuchKindError) return; // no kind, no object
        throw error;
    }
    if (!exists || (skipsAwait(checkpoint.inputs) && mayLeaveEarly(context.type.kind))) return;
    try {
        await untilGone(
            waitingOf(context, timeoutOf(context.customTimeout, checkpoint.inputs)),
            reference,
        );
    } catch (error) {
        if (!(error instanceof NotReadyError)) throw error;
        const { inputs, initialApiVersion, fieldManager } = checkpoint;
        const kept = writeCheckpoint(
            inputs,
            error.object,
            state,
            fieldManager ?? "",
            initialApiVersion ?? "",
        );
        throw new InitError(error.message, {
            id,
            state: kept,
            reasons: [error.message, ...error.reasons],
        });
    }
}

/** Kinds whose deletion isn't waited for either where the program skips waiting. */
function mayLeaveEarly(kind: string): boolean {
    return [
        "Namespace",
        "Pod",
        "ReplicationController",
        "DaemonSet",
        "Deployment",
        "StatefulSet",
        "Job",
    ].includes(kind);
}

/** Gives up all fields of a manager by applying an object without any. Fields without another owner are removed. */
export async function relinquish(
    context: Context,
    reference: Reference,
    fieldManager: string,
): Promise<void> {
    const { apiVersion, kind, namespace, name } = reference;
    const minimal = {
        apiVersion,
        kind,
        metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    };
    // Applying to an object that is gone would make a new one, or fail for lack of its required fields.
    if ((await context.cluster.read(reference)) === undefined) return;
    try {
        await context.cluster.apply(minimal, reference, {
            fieldManager,
            force: false,
            dryRun: false,
        });
    } catch (error) {
        throw relinquishError(error);
    }
}
