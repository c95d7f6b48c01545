import type { KubeClient } from "../../components/kube/client.ts";
import { objectPath } from "../../components/kube/path.ts";
import { differences } from "./difference.ts";
import { type Expiry, expiryIn, expiryJob } from "./expiry.ts";
import { journalPath, readJournal, readJournals } from "./journal.ts";
import { addedBy, nameOf } from "./leftovers.ts";
import { type FormerState, pathOf } from "./record.ts";
import { readTombstone, readTombstones, type Tombstone, tombstonePath } from "./tombstone.ts";

/**
 * - `not up`: the cluster knows nothing of it.
 * - `active`: what it changed or made is in place, and its expiry is under way.
 * - `expired`: it ended by itself, and the engine's state does not know yet.
 * - `interrupted`: a command was killed, or is at work right now: recorded, but without an expiry, or
 *   without anything that it changed or made.
 */
export type IncidentState = "not up" | "active" | "expired" | "interrupted";

/** How an incident stands, as the cluster has it. Times are UTC. */
export interface IncidentStatus {
    stack: string;
    state: IncidentState;
    /** When its former state was recorded, just before its first change. */
    since?: string;
    /** When it ends, or ended, by itself. */
    expires?: string;
    /** What no other incident may touch meanwhile. */
    holds: string[];
}

/** What a status is read with. */
export type StatusReader = Pick<KubeClient, "find" | "list">;

/** Everything that tells how one incident stands. */
export interface IncidentTraces {
    journal: FormerState | undefined;
    tombstone: Tombstone | undefined;
    expiry: Expiry | undefined;
    /** True where anything that it changes or makes is in place. */
    inPlace: boolean;
}

/** Reads how that stack's incident stands. */
export async function readStatus(kube: StatusReader, stack: string): Promise<IncidentStatus> {
    const job = expiryJob(stack);
    const [journal, tombstone, found, added] = await Promise.all([
        readJournal(kube, stack),
        readTombstone(kube, stack),
        kube.find(objectPath(job)),
        addedBy(kube, stack, [journalPath(stack), tombstonePath(stack), objectPath(job)]),
    ]);
    return statusOf(stack, {
        journal,
        tombstone,
        expiry: found === undefined ? undefined : expiryIn(stack, found),
        inPlace: added.length > 0 || (journal !== undefined && (await isChanged(kube, journal))),
    });
}

/** Stacks that the cluster has a record or a tombstone of. */
export async function knownStacks(kube: Pick<KubeClient, "list">): Promise<string[]> {
    const all = await Promise.all([readJournals(kube), readTombstones(kube)]);
    return [...new Set(all.flat().map(({ stack }) => stack))].sort();
}

/** What the traces of an incident amount to. */
export function statusOf(
    stack: string,
    { journal, tombstone, expiry, inPlace }: IncidentTraces,
): IncidentStatus {
    if (tombstone !== undefined) {
        const { appliedAt, expiredAt } = tombstone;
        return { stack, state: "expired", since: appliedAt, expires: expiredAt, holds: [] };
    }
    if (journal === undefined) return { stack, state: "not up", holds: [] };
    return {
        stack,
        state: expiry !== undefined && inPlace ? "active" : "interrupted",
        since: journal.takenAt,
        ...(expiry === undefined ? {} : { expires: expiry.dueAt.toISOString() }),
        holds: [
            ...journal.objects.map(nameOf),
            ...(journal.policies === undefined ? [] : ["the broker's policies"]),
        ],
    };
}

/** Whether anything that an incident changes or makes is in place; its expiry alone does nothing. */
export async function isInPlace(kube: KubeClient, journal: FormerState): Promise<boolean> {
    const { stack } = journal;
    const traces = [journalPath(stack), tombstonePath(stack), objectPath(expiryJob(stack))];
    return (await addedBy(kube, stack, traces)).length > 0 || (await isChanged(kube, journal));
}

async function isChanged(kube: StatusReader, journal: FormerState): Promise<boolean> {
    // The broker is not asked: who recorded its policies has set one, or is about to.
    if (journal.policies !== undefined) return true;
    const changed = await Promise.all(
        journal.objects.map(async (former) => {
            const live = await kube.find(pathOf(former));
            return live === undefined || differences(nameOf(former), former, live).length > 0;
        }),
    );
    return changed.includes(true);
}
