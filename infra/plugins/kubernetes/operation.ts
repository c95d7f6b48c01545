/** What all operations on one resource share. */
import type { PropertyMap } from "../protocol/property.ts";
import { InitError } from "../protocol/rpc-error.ts";
import { fieldManagerOf, timeoutOf } from "./annotations.ts";
import { NotReadyError, untilReady, type Waiting } from "./await/wait.ts";
import type { Checkpoint } from "./checkpoint.ts";
import type { Cluster } from "./cluster.ts";
import { isNamespaced } from "./discovery.ts";
import { idOf, referenceOf, type KubeObject, type Reference } from "./kube-object.ts";
import { newFieldManager } from "./naming.ts";
import type { ResourceType } from "./resource-type.ts";
import type { Settings } from "./settings.ts";

/** What an operation on one resource works with. */
export interface Context {
    urn: string;
    type: ResourceType;
    cluster: Cluster;
    settings: Settings;
    signal: AbortSignal;
    preview: boolean;
    /** In seconds; 0 where the program sets none. */
    customTimeout: number;
    progress(message: string): void;
}

export interface Recorded {
    id: string;
    state: PropertyMap;
}

/** The object to send: as the program has it, without what only marks it for the engine. */
export function bodyOf(context: Context, inputs: KubeObject): KubeObject {
    return { ...inputs, apiVersion: context.type.apiVersion, kind: context.type.kind };
}

/** The reference of the resource's object; one that names no namespace is in the default one. */
export function referTo(context: Context, object: KubeObject): Reference {
    const { kind, apiVersion } = context.type;
    const { namespace, name } = referenceOf(object);
    return {
        apiVersion,
        kind,
        name,
        namespace: isNamespaced(kind)
            ? (namespace ?? context.cluster.connection.namespace)
            : undefined,
    };
}

/** Under which name the resource's fields are owned: the annotation's, else the recorded one, else a new one. */
export function managerOf(checkpoint: Checkpoint, inputs: KubeObject): string {
    return fieldManagerOf(inputs) ?? checkpoint.fieldManager ?? newFieldManager();
}

/** Waits for the object. If it doesn't become ready it is recorded as it is, with the reasons. */
export async function settle(
    context: Context,
    inputs: KubeObject,
    live: KubeObject,
    record: (object: KubeObject) => PropertyMap,
    what: string,
): Promise<KubeObject> {
    try {
        const timeout = timeoutOf(context.customTimeout, inputs);
        return await untilReady(waitingOf(context, timeout), inputs, referTo(context, live), live);
    } catch (error) {
        const seen = error instanceof NotReadyError ? error.object : live;
        const text = error instanceof Error ? error.message : String(error);
        const reasons = error instanceof NotReadyError ? error.reasons : [];
        const message =
            `resource "${context.urn}" ${what} the Kubernetes API server reported that it failed to fully ` +
            `initialize or become live: ${text}`;
        throw new InitError(message, {
            id: idOf(seen),
            state: record(seen),
            reasons: [text, ...reasons],
        });
    }
}

export function waitingOf(context: Context, timeout: number): Waiting {
    const { cluster, signal, progress } = context;
    return { cluster, signal, progress, timeout };
}
