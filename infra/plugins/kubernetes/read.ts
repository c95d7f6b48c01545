/** Reading an object: for a refresh, an import and `get`. */
import { isMap, revealMap, type PropertyMap } from "../protocol/property.ts";
import { InitError } from "../protocol/rpc-error.ts";
import { verdictOf } from "./await/wait.ts";
import { markSecrets, readCheckpoint, writeCheckpoint } from "./checkpoint.ts";
import { NoSuchKindError } from "./discovery.ts";
import { at, parseId, without, type KubeObject } from "./kube-object.ts";
import { normalizeInputs } from "./normalize.ts";
import { managerOf, referTo, type Context, type Recorded } from "./operation.ts";
import { pruneToShape } from "./prune.ts";

export interface Found extends Recorded {
    inputs: PropertyMap;
}

/**
 * Reads the object; undefined where there is none. Throws an `InitError`, which records what was read, where the
 * object isn't ready. Without recorded inputs (import, `get`) all that the program could have set becomes inputs.
 */
export async function read(
    context: Context,
    id: string,
    state: PropertyMap,
    oldInputs: PropertyMap,
): Promise<Found | undefined> {
    const { type, cluster } = context;
    const { namespace, name } = parseId(id);
    const old = readCheckpoint(state);
    const isNew = Object.keys(oldInputs).length === 0 && Object.keys(old.live).length === 0;
    const wanted = normalizeInputs(revealMap(oldInputs));
    const reference = {
        ...referTo(context, {
            metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
        }),
        name,
    };
    const live = await cluster.read(reference).catch((error: unknown) => {
        if (error instanceof NoSuchKindError) return undefined;
        throw error;
    });
    if (live === undefined) return undefined;
    const inputs = isNew
        ? inputsOfLive(live)
        : pruneToShape(live, { apiVersion: type.apiVersion, kind: type.kind, ...wanted });
    const fieldManager = managerOf(old, wanted);
    const found: Found = {
        id,
        state: writeCheckpoint(
            inputs,
            live,
            oldInputs,
            fieldManager,
            old.initialApiVersion ?? type.apiVersion,
        ),
        inputs: markSecrets(inputs, oldInputs),
    };
    if (isNew || !isCheckedOnRead(type.kind)) return found;
    const verdict = await verdictOf(cluster, wanted, live);
    if (verdict.state === "ready") return found;
    const message = `${type.kind} ${name} is not ready`;
    throw new InitError(message, { ...found, reasons: [message, ...verdict.reasons] });
}

function isCheckedOnRead(kind: string): boolean {
    return ["Deployment", "StatefulSet", "DaemonSet", "Job", "Pod", "Service"].includes(kind);
}

function inputsOfLive(live: KubeObject): KubeObject {
    const specific = normalizeInputs(without(live, "status"));
    const cleaned = without(
        specific,
        "metadata",
        "annotations",
        "deployment.kubernetes.io/revision",
    );
    const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";
    const bare = without(cleaned, "metadata", "annotations", lastApplied);
    const annotations = at(bare, "metadata", "annotations");
    const isBare = isMap(annotations) && Object.keys(annotations).length === 0;
    return isBare ? without(bare, "metadata", "annotations") : bare;
}
