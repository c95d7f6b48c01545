import type { KubeClient } from "../../components/kube/client.ts";
import { objectPath } from "../../components/kube/path.ts";
import { LabError } from "../../components/kit/error.ts";
import { clusterIdentity } from "./cluster-facts.ts";
import { expiryJob } from "./expiry.ts";
import { heldByOthers, journalPath, readJournal, removeJournal } from "./journal.ts";
import { removeAdded } from "./leftovers.ts";
import { withLock } from "./lock.ts";
import { policiesBack } from "./policies.ts";
import { type FormerState, parseFormerState, pathOf, refOf } from "./record.ts";
import { removeWithPods } from "./remove.ts";
import { type Restored, restoreObject } from "./restore.ts";
import { waitForRollout } from "./rollout.ts";
import { howItEnded, readTombstone, removeTombstone, tombstonePath } from "./tombstone.ts";
import { shortcomings } from "./verify.ts";

/** A starved database takes its time to stop; two minutes are several times what was ever seen. */
const ROLLOUT_TIMEOUT_MS = 120_000;

/** Says a line to a person. */
type Say = (line: string) => void;

/** Who ends an incident waits for a command that is at work on it, and for an expiry, for this long. */
const LOCK_WAIT_MS = 120_000;

/**
 * Ends an incident for good: removes what the stack made, puts back everything its record holds and
 * waits until it runs. Safe to repeat: what is as recorded is not touched. The expiry goes only when that
 * is done: whoever is killed in between, it ends the incident.
 *
 * Where the incident has ended by itself nothing of the shop is touched: the baseline may have moved on.
 *
 * @param inState the record in the stack's state; without it the journal in the cluster is used
 * @throws LabError if neither is there
 */
export async function recover(
    kube: KubeClient,
    stack: string,
    inState: string | undefined,
    say: Say,
): Promise<Restored[]> {
    const command = `pulumi destroy --stack ${stack}`;
    return await withLock(
        kube,
        `stack-${stack}`,
        { command, waitMs: LOCK_WAIT_MS, say },
        async () => {
            const record = await findRecord(kube, stack, inState);
            if (await isOfAnotherCluster(kube, record)) {
                say(`the cluster was made anew since ${stack} was applied: nothing to put back`);
                return [];
            }
            const restored = await endRecorded(kube, record, say);
            await forget(kube, stack);
            return restored;
        },
    );
}

/**
 * Removes what a stack made and puts back what its record holds, where it has not ended before. What tells
 * of it stays: expiry, record and tombstone. The caller holds the stack's lock.
 */
export async function endRecorded(
    kube: KubeClient,
    record: FormerState,
    say: Say,
): Promise<Restored[]> {
    const { stack } = record;
    const tombstone = await readTombstone(kube, stack);
    await clearAway(kube, stack, [objectPath(expiryJob(stack))], say);
    // Only if it stands for this record: a later run of the stack has one of its own to put back.
    if (tombstone?.appliedAt !== record.takenAt) return await putBack(kube, record, say);
    say(`${stack} ${howItEnded(tombstone)}`);
    for (const line of await shortcomings(kube, record)) {
        say(`not as recorded, and not touched: ${line}`);
    }
    return [];
}

/**
 * Removes what tells of an incident that is over: who would end it in time, then its record. Its tombstone
 * goes last: without it a repetition would put back the record of an incident that has long expired.
 */
export async function forget(kube: KubeClient, stack: string): Promise<void> {
    await removeWithPods(kube, objectPath(expiryJob(stack)));
    await removeJournal(kube, stack);
    await removeTombstone(kube, stack);
}

/** Whether a record is of a cluster that is no more; what doesn't tell is of this one. */
export async function isOfAnotherCluster(
    kube: KubeClient,
    { cluster }: FormerState,
): Promise<boolean> {
    if (cluster === undefined) return false;
    const now = await clusterIdentity(kube);
    return now !== undefined && now !== cluster;
}

/**
 * Removes what a stack made but its record and its tombstone, which go last.
 * @param spared paths of further objects that stay
 */
export async function clearAway(
    kube: KubeClient,
    stack: string,
    spared: readonly string[],
    say: Say,
): Promise<void> {
    const kept = [journalPath(stack), tombstonePath(stack), ...spared];
    for (const name of await removeAdded(kube, stack, kept)) say(`${name}: left over, removed`);
}

/** Makes everything what a record says, but for what another incident holds, and waits until it runs. */
export async function putBack(
    kube: KubeClient,
    record: FormerState,
    say: Say,
): Promise<Restored[]> {
    const held = await heldByOthers(kube, record.stack);
    // Before any consumer; a broker that is not there is itself among what is put back.
    const isBack = await policiesBack(kube, record, "once", say);
    const restored = await Promise.all(
        [
            ...record.objects,
            // What another incident holds by now is that incident's to put back.
            ...record.surroundings.filter((former) => !held.has(pathOf(former))),
        ].map(async (former) => {
            const result = await restoreObject(kube, former);
            if (record.objects.includes(former)) say(describe(result));
            else if (result.recreated || result.changes.length > 0) {
                say(`changed by hand meanwhile: ${describe(result)}`);
            }
            if (former.kind === "Deployment") {
                await waitForRollout(kube, refOf(former), ROLLOUT_TIMEOUT_MS);
            }
            return result;
        }),
    );
    if (!isBack) await policiesBack(kube, record, "patiently", say);
    return restored;
}

async function findRecord(
    kube: KubeClient,
    stack: string,
    inState: string | undefined,
): Promise<FormerState> {
    const state = inState
        ? readable(() => parseFormerState(inState, `state of stack ${stack}`))
        : {};
    if (state.record !== undefined) return state.record;
    const journal = await readJournal(kube, stack);
    if (journal !== undefined) return journal;
    if (state.problem !== undefined) throw state.problem;
    throw new LabError({
        where: `stack ${stack}`,
        found: "no record of former state, neither in its state nor in the cluster",
        allowed: "a record, which every pulumi up of an incident writes first",
        cure: `npm run recover -- ${stack}`,
    });
}

/** The one copy of a record may be torn while the other is whole. */
function readable(read: () => FormerState): { record?: FormerState; problem?: LabError } {
    try {
        return { record: read() };
    } catch (error) {
        if (error instanceof LabError) return { problem: error };
        throw error;
    }
}

function describe(result: Restored): string {
    if (result.recreated) return `${result.object}: was gone, made again`;
    if (result.changes.length === 0) return `${result.object}: as recorded`;
    const rows = result.changes.map(
        (change) => `  ${change.field}: ${change.found} → ${change.expected}`,
    );
    return [`${result.object}: put back`, ...rows].join("\n");
}
