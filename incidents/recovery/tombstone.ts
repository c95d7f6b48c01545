import { LabError } from "../../components/kit/error.ts";
import { LAB_NAMESPACE, STACK_LABEL } from "../../components/kit/labels.ts";
import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { collectionPath, objectPath } from "../../components/kube/path.ts";
import { remove } from "./remove.ts";

/**
 * What is left of an incident that ended by itself: the engine's state still says that it is in place,
 * and the next command has to learn that it isn't.
 */
export interface Tombstone {
    stack: string;
    /** UTC time of the record that was put back; tells this run of the stack from any other. */
    appliedAt: string;
    /** UTC time at which everything was proven to be back. */
    expiredAt: string;
    /** The command that ended it; without one it expired. */
    by?: string;
}

const KIND = { apiVersion: "v1", kind: "ConfigMap", namespace: LAB_NAMESPACE };

/** Marks a tombstone among the objects of a stack. */
const TOMBSTONE_LABEL = "lab.sock-shop/tombstone";

function nameOf(stack: string): string {
    return `expired-${stack}`;
}

/** API path of a stack's tombstone. */
export function tombstonePath(stack: string): string {
    return objectPath({ ...KIND, name: nameOf(stack) });
}

/** Says in the cluster that an incident has expired. */
export async function writeTombstone(kube: KubeClient, tombstone: Tombstone): Promise<void> {
    const body = {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: {
            name: nameOf(tombstone.stack),
            namespace: LAB_NAMESPACE,
            labels: { [STACK_LABEL]: tombstone.stack, [TOMBSTONE_LABEL]: "true" },
        },
        data: { ...tombstone },
    };
    await kube.json(
        "PATCH",
        `${tombstonePath(tombstone.stack)}?fieldManager=lab-keeper&force=true`,
        body,
        "application/apply-patch+yaml",
    );
}

/** How an incident came to its end: `expired at 2025-11-21T12:00:05Z and was recovered in the cluster`. */
export function howItEnded({ expiredAt, by }: Tombstone): string {
    return by === undefined
        ? `expired at ${expiredAt} and was recovered in the cluster`
        : `was ended at ${expiredAt} by ${by}`;
}

/** That stack's tombstone, or undefined. */
export async function readTombstone(
    kube: Pick<KubeClient, "find">,
    stack: string,
): Promise<Tombstone | undefined> {
    const object = await kube.find(tombstonePath(stack));
    return object === undefined ? undefined : tombstoneIn(object);
}

/** Those of all stacks. */
export async function readTombstones(kube: Pick<KubeClient, "list">): Promise<Tombstone[]> {
    const selector = `labelSelector=${TOMBSTONE_LABEL}%3Dtrue`;
    return (await kube.list(`${collectionPath(KIND)}?${selector}`)).map(tombstoneIn);
}

/** Removes a stack's tombstone, if there is one. */
export async function removeTombstone(kube: KubeClient, stack: string): Promise<void> {
    await remove(kube, tombstonePath(stack));
}

/**
 * Refuses to go on with a stack whose incident has ended by itself: its state says otherwise.
 * @throws LabError that names the time and the command that puts the state right
 */
export async function refuseExpired(kube: KubeClient, stack: string): Promise<void> {
    const tombstone = await readTombstone(kube, stack);
    if (tombstone === undefined) return;
    throw new LabError({
        where: `stack ${stack}`,
        found: `${howItEnded(tombstone)} (applied at ${tombstone.appliedAt})`,
        allowed: "a stack whose state is what the cluster holds",
        cure:
            `pulumi destroy --stack ${stack}, which finds nothing left to put back` +
            ` (if its state is lost: npm run recover -- ${stack})`,
    });
}

function tombstoneIn(object: KubeObject): Tombstone {
    const {
        stack = "",
        appliedAt = "",
        expiredAt = "",
        by,
    } = (object["data"] ?? {}) as Partial<Tombstone>;
    return { stack, appliedAt, expiredAt, ...(by === undefined ? {} : { by }) };
}
