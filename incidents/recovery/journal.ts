import { type KubeClient, KubeError, type KubeObject } from "../../components/kube/client.ts";
import { collectionPath, objectPath } from "../../components/kube/path.ts";
import { LAB_NAMESPACE, STACK_LABEL } from "../../components/kit/labels.ts";
import { type FormerState, parseFormerState } from "./record.ts";

const KIND = { apiVersion: "v1", kind: "ConfigMap", namespace: LAB_NAMESPACE };
const KEY = "former-state.json";

/** Marks a journal among the objects of a stack. */
const JOURNAL_LABEL = "lab.sock-shop/journal";

function nameOf(stack: string): string {
    return `former-state-${stack}`;
}

/**
 * Keeps the record in the cluster too: a stack's state can be lost with its machine, and whoever looks
 * at the cluster finds out from here what an incident holds.
 */
export async function writeJournal(kube: KubeClient, record: FormerState): Promise<void> {
    const body = {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: {
            name: nameOf(record.stack),
            namespace: LAB_NAMESPACE,
            labels: { [STACK_LABEL]: record.stack, [JOURNAL_LABEL]: "true" },
        },
        data: { [KEY]: JSON.stringify(record) },
    };
    const path = objectPath({ ...KIND, name: nameOf(record.stack) });
    await kube.json(
        "PATCH",
        `${path}?fieldManager=lab-journal&force=true`,
        body,
        "application/apply-patch+yaml",
    );
}

/** The record of that stack, or undefined. */
export async function readJournal(
    kube: KubeClient,
    stack: string,
): Promise<FormerState | undefined> {
    const object = await kube.find(objectPath({ ...KIND, name: nameOf(stack) }));
    return object === undefined ? undefined : recordIn(object);
}

/** The records of every incident that has not been recovered. */
export async function readJournals(kube: KubeClient): Promise<FormerState[]> {
    const objects = await kube.list(
        `${collectionPath(KIND)}?labelSelector=${JOURNAL_LABEL}%3Dtrue`,
    );
    return objects.map(recordIn);
}

function recordIn(object: KubeObject): FormerState {
    const data = (object["data"] ?? {}) as Record<string, string>;
    return parseFormerState(
        data[KEY] ?? "",
        `ConfigMap ${LAB_NAMESPACE}/${object.metadata.name}, ${KEY}`,
    );
}

/** Kinds that an incident may leave in the lab's namespace when it is interrupted half-way. */
const SWEPT = [{ apiVersion: "batch/v1", kind: "Job", namespace: LAB_NAMESPACE }, KIND];

/** Removes everything that stack laid into the lab's namespace, its journal last. */
export async function sweep(kube: KubeClient, stack: string): Promise<string[]> {
    const removed: string[] = [];
    for (const kind of SWEPT) {
        const selector = `labelSelector=${encodeURIComponent(`${STACK_LABEL}=${stack}`)}`;
        for (const object of await kube.list(`${collectionPath(kind)}?${selector}`)) {
            const name = object.metadata.name;
            if (name === nameOf(stack)) continue;
            await remove(kube, objectPath({ ...kind, name }));
            removed.push(`${kind.kind} ${LAB_NAMESPACE}/${name}`);
        }
    }
    await remove(kube, objectPath({ ...KIND, name: nameOf(stack) }));
    return removed;
}

async function remove(kube: KubeClient, path: string): Promise<void> {
    try {
        await kube.json("DELETE", `${path}?propagationPolicy=Background`);
    } catch (error) {
        if (!(error instanceof KubeError && error.status === 404)) throw error;
    }
}
