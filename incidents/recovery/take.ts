import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { type ObjectRef, objectPath } from "../../components/kube/path.ts";
import { requireUnclaimed } from "./claims.ts";
import { clusterIdentity, clusterNow } from "./cluster-facts.ts";
import { differences } from "./difference.ts";
import { expiryIn, expiryJob } from "./expiry.ts";
import { heldByOthers, journalPath, readJournal, writeJournal } from "./journal.ts";
import { removeAdded } from "./leftovers.ts";
import { withLock } from "./lock.ts";
import { recordPolicies } from "./policies.ts";
import { ownProcess } from "./process.ts";
import {
    type FormerState,
    parseFormerState,
    pathOf,
    readSurroundings,
    readTargets,
} from "./record.ts";
import { isOfAnotherCluster } from "./recover.ts";
import { removeWithPods } from "./remove.ts";
import { restoreObject } from "./restore.ts";
import { readTombstone, tombstonePath } from "./tombstone.ts";

/** Recording takes a second or two, a broker's policies some more. */
const WAIT_MS = 60_000;

/** What an incident is about to change. */
export interface Intent {
    stack: string;
    targets: readonly ObjectRef[];
    /** Names of the broker's policies that the stack sets. */
    policies: readonly string[];
    /** What it sets, as text, by the path of the object. */
    overlays?: Readonly<Record<string, string>>;
    /** Where the stack's state is, as an opaque text. */
    home?: string;
    /** The expiry that the engine is about to make or to keep. */
    expiry?: { after: string; image: string };
}

/**
 * Records the targets before an incident changes them, in the journal first. One records at a time in the
 * whole cluster: of two that want the same object, the second finds the first one's record.
 *
 * What an earlier, interrupted run recorded of the same stack is kept as long as the object still
 * differs from it: then the fault may be in place, and what is live now is not the former state.
 *
 * @param earlier the record in the stack's state, on an update of a running incident
 * @throws LabError where another incident holds a target
 */
export async function record(
    kube: KubeClient,
    intent: Intent,
    earlier: string | undefined,
    say: (line: string) => void,
): Promise<FormerState> {
    const command = `pulumi up --stack ${intent.stack}`;
    return await withLock(kube, "recording", { command, waitMs: WAIT_MS, say }, async (lock) => {
        const result = await take(kube, intent, earlier, say);
        // Who slept through its lock may write over another's claim.
        if (!(await lock.isHeld())) {
            throw new Error("the lock of recording was lost: run the same command again");
        }
        await writeJournal(kube, result);
        return result;
    });
}

async function take(
    kube: KubeClient,
    { stack, targets, policies, overlays = {}, home, expiry }: Intent,
    earlier: string | undefined,
    say: (line: string) => void,
): Promise<FormerState> {
    await requireUnclaimed(kube, stack, targets.map(objectPath), policies.length > 0, say);
    const known = await knownRecord(kube, stack, earlier, say);
    // The state knows of none of these: a killed run left them, or another state was lost.
    if (earlier === undefined) await removeUnknown(kube, stack, say);
    if (expiry !== undefined) await removeOther(kube, stack, expiry, say);
    const kept: KubeObject[] = [];
    for (const former of known?.objects ?? []) {
        const path = pathOf(former);
        const isTarget = targets.some((target) => objectPath(target) === path);
        const live = await kube.find(path);
        const changed = live !== undefined && differences(path, former, live).length > 0;
        if (!changed) continue;
        const name = `${former.kind} ${former.metadata.name}`;
        if (!isTarget) {
            await restoreObject(kube, former);
            say(`${name} is no longer a target: put back`);
            continue;
        }
        kept.push(former);
        // A patch that sets less gives its fields up, and they would be empty then.
        if (known?.overlays?.[path] === overlays[path]) {
            say(`${name}: keeping what was recorded earlier`);
        } else {
            await restoreObject(kube, former);
            say(`${name}: put back, since other fields of it change from now on`);
        }
    }
    const keptPaths = kept.map(pathOf);
    const fresh = targets.filter((target) => !keptPaths.includes(objectPath(target)));
    const held = new Set([...targets.map(objectPath), ...(await heldByOthers(kube, stack))]);
    const cluster = await clusterIdentity(kube);
    return {
        version: 1,
        stack,
        takenAt: known?.takenAt ?? (await clusterNow(kube)).toISOString(),
        objects: [...kept, ...(await readTargets(kube, fresh))],
        // On an update the first record stands: what changed since is what a recovery takes back.
        surroundings: known?.surroundings ?? (await readSurroundings(kube, held)),
        ...(await recordPolicies(kube, known?.policies, policies, say)),
        by: ownProcess().who,
        overlays,
        ...(home === undefined ? {} : { home }),
        ...(cluster === undefined ? {} : { cluster }),
    };
}

/** The record that stands: never what is live, as long as there is one. */
async function knownRecord(
    kube: KubeClient,
    stack: string,
    earlier: string | undefined,
    say: (line: string) => void,
): Promise<FormerState | undefined> {
    if (!earlier) return await readJournal(kube, stack);
    const inState = parseFormerState(earlier, `state of stack ${stack}`);
    if (!(await isOfAnotherCluster(kube, inState))) return inState;
    say(`the cluster was made anew since ${stack} was applied: it is recorded and applied again`);
    return await readJournal(kube, stack);
}

async function removeUnknown(
    kube: KubeClient,
    stack: string,
    say: (line: string) => void,
): Promise<void> {
    const kept = [journalPath(stack)];
    // Until a destroy has seen it, the state may not know how the incident ended.
    if ((await readTombstone(kube, stack)) !== undefined) kept.push(tombstonePath(stack));
    for (const name of await removeAdded(kube, stack, kept)) say(`${name}: left over, removed`);
}

/** The engine forgets the expiry that it replaces, and can't make another one of its name beside it. */
async function removeOther(
    kube: KubeClient,
    stack: string,
    { after, image }: NonNullable<Intent["expiry"]>,
    say: (line: string) => void,
): Promise<void> {
    const path = objectPath(expiryJob(stack));
    const job = await kube.find(path);
    if (job === undefined) return;
    const { template } = job["spec"] as { template?: { spec?: { containers?: object[] } } };
    const { image: has } = (template?.spec?.containers?.[0] ?? {}) as { image?: string };
    if (has === image && expiryIn(stack, job).after === after) return;
    await removeWithPods(kube, path);
    say(`the expiry of ${stack} is made anew: it ends ${after} from now`);
}
