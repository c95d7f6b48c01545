import { createHash } from "node:crypto";
import { LabError } from "../../components/kit/error.ts";
import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { collectionPath, objectPath } from "../../components/kube/path.ts";
import { LAB_NAMESPACE, STACK_LABEL } from "../../components/kit/labels.ts";
import { type FormerState, parseFormerState, pathOf } from "./record.ts";
import { remove } from "./remove.ts";

const KIND = { apiVersion: "v1", kind: "ConfigMap", namespace: LAB_NAMESPACE };
const KEY = "former-state.json";
/** A record that is not what was written is worse than none: it would be put back. */
const DIGEST = "sha256";

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
    const text = JSON.stringify(record);
    const body = {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: {
            name: nameOf(record.stack),
            namespace: LAB_NAMESPACE,
            labels: { [STACK_LABEL]: record.stack, [JOURNAL_LABEL]: "true" },
        },
        data: { [KEY]: text, [DIGEST]: digestOf(text) },
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
    kube: Pick<KubeClient, "find">,
    stack: string,
): Promise<FormerState | undefined> {
    const object = await kube.find(journalPath(stack));
    return object === undefined ? undefined : recordIn(object);
}

/** A record in the cluster, or why it can't be read. */
export type JournalEntry = { stack: string } & (
    { record: FormerState; problem?: undefined } | { record?: undefined; problem: LabError }
);

/** Every record in the cluster, whole or not. */
export async function journalEntries(kube: Pick<KubeClient, "list">): Promise<JournalEntry[]> {
    const objects = await kube.list(
        `${collectionPath(KIND)}?labelSelector=${JOURNAL_LABEL}%3Dtrue`,
    );
    return objects.map((object) => {
        const stack = object.metadata.labels?.[STACK_LABEL] ?? "";
        try {
            return { stack, record: recordIn(object) };
        } catch (error) {
            if (error instanceof LabError) return { stack, problem: error };
            throw error;
        }
    });
}

/**
 * The records of every incident that has not been recovered.
 * @throws LabError where one can't be read: nobody knows what it holds
 */
export async function readJournals(kube: Pick<KubeClient, "list">): Promise<FormerState[]> {
    return (await journalEntries(kube)).map(({ record, problem }) => {
        if (record === undefined) throw problem;
        return record;
    });
}

/**
 * Paths of the objects that other stacks hold: those are theirs to put back. A record that can't be read
 * holds up nobody's recovery: what is put back under it is the baseline's.
 */
export async function heldByOthers(kube: KubeClient, stack: string): Promise<ReadonlySet<string>> {
    const others = (await journalEntries(kube)).filter((entry) => entry.stack !== stack);
    return new Set(others.flatMap(({ record }) => record?.objects.map(pathOf) ?? []));
}

/** Removes a stack's record: what it held is as it was. */
export async function removeJournal(kube: KubeClient, stack: string): Promise<void> {
    await remove(kube, journalPath(stack));
}

function recordIn(object: KubeObject): FormerState {
    const data = (object["data"] ?? {}) as Record<string, string>;
    const text = data[KEY] ?? "";
    const where = `ConfigMap ${LAB_NAMESPACE}/${object.metadata.name}, ${KEY}`;
    const digest = data[DIGEST];
    // The last version wrote none.
    if (digest !== undefined && digest !== digestOf(text)) {
        throw new LabError({
            where,
            found: "a record that is not what was written: its digest is another",
            allowed: "what `pulumi up` of an incident writes",
            cure: "npm run recover",
        });
    }
    return parseFormerState(text, where);
}

function digestOf(text: string): string {
    return createHash("sha256").update(text).digest("hex");
}
