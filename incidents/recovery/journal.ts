import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { collectionPath, objectPath } from "../../components/kube/path.ts";
import { LAB_NAMESPACE, STACK_LABEL } from "../../components/kit/labels.ts";
import { type FormerState, parseFormerState, pathOf } from "./record.ts";
import { remove } from "./remove.ts";

const KIND = { apiVersion: "v1", kind: "ConfigMap", namespace: LAB_NAMESPACE };
const KEY = "former-state.json";

/** Marks a journal among the objects of a stack. */
const JOURNAL_LABEL = "lab.sock-shop/journal";

function nameOf(stack: string): string {
    return `former-state-${stack}`;
}

/** API path of a stack's journal. */
export function journalPath(stack: string): string {
    return objectPath({ ...KIND, name: nameOf(stack) });
}

/**
 * Keeps the record in the cluster too: a stack's state can be lost with its machine, whoever looks at
 * the cluster finds out from here what an incident holds, and an expiry has nothing else to go by.
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
    await kube.json(
        "PATCH",
        `${journalPath(record.stack)}?fieldManager=lab-journal&force=true`,
        body,
        "application/apply-patch+yaml",
    );
}

/** The record of that stack, or undefined. */
export async function readJournal(
    kube: KubeClient,
    stack: string,
): Promise<FormerState | undefined> {
    const object = await kube.find(journalPath(stack));
    return object === undefined ? undefined : recordIn(object);
}

/** The records of every incident that has not been recovered. */
export async function readJournals(kube: KubeClient): Promise<FormerState[]> {
    const objects = await kube.list(
        `${collectionPath(KIND)}?labelSelector=${JOURNAL_LABEL}%3Dtrue`,
    );
    return objects.map(recordIn);
}

/** Paths of the objects that other stacks hold: those are theirs to put back. */
export async function heldByOthers(kube: KubeClient, stack: string): Promise<ReadonlySet<string>> {
    const others = (await readJournals(kube)).filter((journal) => journal.stack !== stack);
    return new Set(others.flatMap((journal) => journal.objects.map(pathOf)));
}

/** Removes a stack's record: what it held is as it was. */
export async function removeJournal(kube: KubeClient, stack: string): Promise<void> {
    await remove(kube, journalPath(stack));
}

function recordIn(object: KubeObject): FormerState {
    const data = (object["data"] ?? {}) as Record<string, string>;
    return parseFormerState(
        data[KEY] ?? "",
        `ConfigMap ${LAB_NAMESPACE}/${object.metadata.name}, ${KEY}`,
    );
}
