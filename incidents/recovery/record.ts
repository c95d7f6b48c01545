import { gunzipSync, gzipSync } from "node:zlib";
import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { collectionPath, type ObjectRef, objectPath } from "../../components/kube/path.ts";
import { SHOP_NAMESPACE, STACK_LABEL } from "../../components/kit/labels.ts";
import { LabError } from "../../components/kit/error.ts";
import type { BrokerPolicy } from "../broker/policy.ts";

/**
 * What the objects that an incident touches were before. It is written before the first change, kept
 * in the stack's state and in the cluster, and is all that a recovery needs.
 */
export interface FormerState {
    version: 1;
    /** Stack of the incident. */
    stack: string;
    /** UTC time of the record. */
    takenAt: string;
    /** The objects the incident changes, as they were, ownership of every field included. */
    objects: KubeObject[];
    /** The shop's other objects: whatever changed by hand meanwhile is put back from here. */
    surroundings: KubeObject[];
    /** The broker's policies as they were; only where the incident changes them. */
    policies?: readonly BrokerPolicy[];
    /** Identity of the cluster it was taken in: in a cluster made anew there is nothing to put back. */
    cluster?: string;
    /** Who applied the incident, for people: `user@host`. */
    by?: string;
    /** Where the stack's state is, as an opaque text: another checkout's state knows nothing of it. */
    home?: string;
    /** What the incident sets, by the path of the object; tells what an update no longer sets. */
    overlays?: Readonly<Record<string, string>>;
    /** True where the record itself could not be read: then the baseline's stack puts back what it held. */
    lost?: true;
}

/** Kinds of the shop that a person may change by hand while an incident runs. */
const SURROUNDING_KINDS = [
    { apiVersion: "apps/v1", kind: "Deployment", namespace: SHOP_NAMESPACE },
    { apiVersion: "v1", kind: "Service", namespace: SHOP_NAMESPACE },
];

/**
 * Reads the targets as they are now.
 * @throws LabError if one does not exist
 */
export async function readTargets(
    kube: KubeClient,
    targets: readonly ObjectRef[],
): Promise<KubeObject[]> {
    return await Promise.all(
        targets.map(async (target) => {
            const object = await kube.find(objectPath(target));
            if (object === undefined) {
                throw new LabError({
                    where: `${target.kind} ${target.namespace}/${target.name}`,
                    found: "does not exist, so its former state can't be recorded",
                    allowed: "an object of the baseline",
                    cure: "pulumi up --stack baseline",
                });
            }
            return withoutStatus(object);
        }),
    );
}

/** Reads the shop's other objects as they are now, but for those in `held` and those an incident made. */
export async function readSurroundings(
    kube: KubeClient,
    held: ReadonlySet<string>,
): Promise<KubeObject[]> {
    const lists = await Promise.all(
        SURROUNDING_KINDS.map(async (kind) =>
            (await kube.list(collectionPath(kind))).map((item) =>
                // Items of a list carry no type of their own.
                withoutStatus({ ...item, apiVersion: kind.apiVersion, kind: kind.kind }),
            ),
        ),
    );
    return lists
        .flat()
        .filter((object) => object.metadata.labels?.[STACK_LABEL] === undefined)
        .filter((object) => !held.has(pathOf(object)));
}

/** API path of a recorded object: its identity. */
export function pathOf(object: KubeObject): string {
    return objectPath(refOf(object));
}

/** Refers to an object as it stands in a record. */
export function refOf(object: KubeObject): ObjectRef {
    return {
        apiVersion: object.apiVersion,
        kind: object.kind,
        namespace: object.metadata.namespace ?? "",
        name: object.metadata.name,
    };
}

/**
 * A record as one line of text. Compressed: the engine hands it back in an environment variable, and
 * Linux takes at most 128 KiB in one.
 */
export function packFormerState(record: FormerState): string {
    return gzipSync(JSON.stringify(record)).toString("base64");
}

function unpack(text: string): string {
    return text.startsWith("{") ? text : gunzipSync(Buffer.from(text, "base64")).toString("utf8");
}

/** Reads a record back, packed or plain. @throws LabError if the text is not a record of this version */
export function parseFormerState(text: string, where: string): FormerState {
    let value: Partial<FormerState> = {};
    try {
        value = JSON.parse(unpack(text)) as Partial<FormerState>;
    } catch {
        // handled below with the same message as a wrong version
    }
    if (value.version !== 1 || !value.objects || !value.surroundings) {
        throw new LabError({
            where,
            found: "not a record of former state of version 1",
            allowed: "what `pulumi up` of an incident writes",
            cure: "npm run recover puts the baseline back without it",
        });
    }
    return value as FormerState;
}

function withoutStatus(object: KubeObject): KubeObject {
    const { status: _status, ...rest } = object;
    return {
        ...rest,
        metadata: {
            ...object.metadata,
            // The status belongs to controllers: who owns it moves on and is not put back.
            managedFields: (object.metadata.managedFields ?? []).filter(
                (entry) => entry.subresource !== "status",
            ),
        },
    };
}
