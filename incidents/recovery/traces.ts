import { LAB_NAMESPACE, STACK_LABEL, stackOfLabel } from "../../components/kit/labels.ts";
import type { KubeClient } from "../../components/kube/client.ts";
import { collectionPath, objectPath } from "../../components/kube/path.ts";
import { type JournalEntry, journalEntries, journalPath } from "./journal.ts";
import { expiryJob } from "./expiry.ts";
import { ADDED, nameOf } from "./leftovers.ts";
import { pathOf } from "./record.ts";
import { readTombstones, type Tombstone, tombstonePath } from "./tombstone.ts";

/** Everything in a cluster that tells of one incident, whatever became of the commands that made it. */
export interface Traces {
    stack: string;
    /** Its record, or why that can't be read; undefined where there is none. */
    journal: JournalEntry | undefined;
    tombstone: Tombstone | undefined;
    /** What it made, for people; its expiry and what tells of it aside. */
    added: string[];
    /** Whether it would still be ended in time. */
    hasExpiry: boolean;
}

/**
 * The traces of every incident, by the labels of the lab and of what incidents make.
 * @param known stacks of which there may be no trace but objects in the shop, which don't have its name
 */
export async function readTraces(
    kube: KubeClient,
    known: readonly string[] = [],
): Promise<Traces[]> {
    const [journals, tombstones, ...lists] = await Promise.all([
        journalEntries(kube),
        readTombstones(kube),
        ...ADDED.map(async ({ hasPods: _hasPods, ...kind }) =>
            (await kube.list(`${collectionPath(kind)}?labelSelector=${STACK_LABEL}`)).map(
                // Items of a list carry no type of their own.
                (item) => ({ ...item, apiVersion: kind.apiVersion, kind: kind.kind }),
            ),
        ),
    ]);
    const objects = lists.flat();
    const labelOf = (object: (typeof objects)[number]): string =>
        object.metadata.labels?.[STACK_LABEL] ?? "";
    const stacks = [...journals, ...tombstones].map(({ stack }) => stack);
    const named = [...stacks, ...objects.map(labelOf), ...known];
    const stackOf = (object: (typeof objects)[number]): string =>
        stackOfLabel(labelOf(object), named);
    return [...new Set([...stacks, ...objects.map(stackOf)])].sort().map((stack) => {
        const [expiry, ...told] = [
            objectPath(expiryJob(stack)),
            journalPath(stack),
            tombstonePath(stack),
        ];
        const own = objects.filter((object) => stackOf(object) === stack);
        return {
            stack,
            journal: journals.find((one) => one.stack === stack),
            tombstone: tombstones.find((one) => one.stack === stack),
            added: own.filter((object) => ![expiry, ...told].includes(pathOf(object))).map(nameOf),
            hasExpiry: own.some((object) => pathOf(object) === expiry),
        };
    });
}

/** What there is of an incident, in one line. */
export function describeTraces({ stack, journal, tombstone, added, hasExpiry }: Traces): string {
    const parts = [
        recordText(journal),
        tombstone === undefined ? "" : `ended at ${tombstone.expiredAt}`,
        hasExpiry ? "an expiry" : "no expiry",
        added.length === 0 ? "nothing added" : added.join(", "),
    ];
    return `${stack}: ${parts.filter((part) => part !== "").join("; ")} (namespace ${LAB_NAMESPACE})`;
}

function recordText(journal: JournalEntry | undefined): string {
    if (journal === undefined) return "no record";
    if (journal.record === undefined) return `a record that can't be read`;
    const { takenAt, objects, by } = journal.record;
    const who = by === undefined ? "" : ` by ${by}`;
    return `applied at ${takenAt}${who}, holds ${objects.map(nameOf).join(", ") || "no object"}`;
}
