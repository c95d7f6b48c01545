import { LabError } from "../../components/kit/error.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { collectionPath, objectPath } from "../../components/kube/path.ts";
import type { KubeClient } from "../../components/kube/client.ts";
import { clusterNow } from "./cluster-facts.ts";
import { expiryJob } from "./expiry.ts";
import { removeJournal, writeJournal } from "./journal.ts";
import { withLock } from "./lock.ts";
import type { FormerState } from "./record.ts";
import { clearAway, endRecorded } from "./recover.ts";
import { removeWithPods } from "./remove.ts";
import { readTraces, type Traces } from "./traces.ts";
import { howItEnded, writeTombstone } from "./tombstone.ts";
import { shortcomings } from "./verify.ts";

/** A command that is at work on the stack comes to its end in that time, or its lock is refused. */
const LOCK_WAIT_MS = 120_000;

/** How one incident was ended. */
export interface Ending {
    stack: string;
    /** What was done, line by line. */
    lines: string[];
    /** True where no record told what was before: the baseline's own stack has to put it back. */
    lost: boolean;
}

/**
 * Ends one incident from what the cluster has of it. A record that can't be read is replaced by the one in
 * the stack's state, if there is one; never by what is live. What is left is a tombstone, for the stack's
 * state to be put right by, or, where nothing told what was before, a record that says so: `forget` removes both.
 *
 * @param recordInState asks the engine for the record in the stack's state
 * @throws LabError where a command is at work on it, or not everything came back
 */
export async function endTraced(
    kube: KubeClient,
    stack: string,
    recordInState: (stack: string) => Promise<FormerState | undefined>,
    say: (line: string) => void,
): Promise<Ending> {
    const lines: string[] = [];
    const tell = (line: string): void => {
        lines.push(line);
        say(`${stack}: ${line}`);
    };
    const request = { command: `npm run recover -- ${stack}`, waitMs: LOCK_WAIT_MS, say: tell };
    return await withLock(kube, `stack-${stack}`, request, async () => {
        // Only now: whoever was at work until here may have changed everything.
        const traces = (await readTraces(kube, [stack])).find((one) => one.stack === stack);
        if (traces === undefined) return { stack, lines, lost: false };
        const { journal, tombstone } = traces;
        const expiry = objectPath(expiryJob(stack));
        if (journal === undefined && tombstone !== undefined) {
            tell(howItEnded(tombstone));
            await clearAway(kube, stack, [expiry], tell);
            await removeWithPods(kube, expiry);
            return { stack, lines, lost: false };
        }
        const record = await usableRecord(kube, stack, journal, recordInState, tell);
        if (record === undefined || record.lost === true) {
            await clearAway(kube, stack, [expiry], tell);
            // With nothing to put back it has nothing to do.
            await removeWithPods(kube, expiry);
            return { stack, lines, lost: true };
        }
        await endRecorded(kube, record, tell);
        const lacking = await shortcomings(kube, record);
        const hasEnded = tombstone?.appliedAt === record.takenAt;
        if (lacking.length > 0 && !hasEnded) throw notBack(stack, lacking);
        if (!hasEnded) {
            const expiredAt = (await clusterNow(kube)).toISOString();
            const by = "npm run recover";
            await writeTombstone(kube, { stack, appliedAt: record.takenAt, expiredAt, by });
        }
        await removeWithPods(kube, expiry);
        await removeJournal(kube, stack);
        return { stack, lines, lost: false };
    });
}

async function usableRecord(
    kube: KubeClient,
    stack: string,
    journal: Traces["journal"],
    recordInState: (stack: string) => Promise<FormerState | undefined>,
    tell: (line: string) => void,
): Promise<FormerState | undefined> {
    if (!(await hasShop(kube))) tell("the shop is gone: the baseline's stack makes it anew");
    else {
        if (journal?.record !== undefined) return journal.record;
        const inState = await recordInState(stack);
        if (inState !== undefined) {
            tell("no usable record in the cluster: taking the one in the stack's state");
            await writeJournal(kube, inState);
            return inState;
        }
        tell("no usable record in the cluster or in a state: the baseline's stack puts it back");
    }
    if (journal === undefined) return undefined;
    // Whole again, so that nobody stumbles over it; says what is still to be done if this is killed.
    const lost = { version: 1, stack, takenAt: new Date().toISOString(), lost: true } as const;
    const empty: FormerState = { ...lost, objects: [], surroundings: [] };
    await writeJournal(kube, empty);
    return empty;
}

async function hasShop(kube: KubeClient): Promise<boolean> {
    const deployments = { apiVersion: "apps/v1", kind: "Deployment", namespace: SHOP_NAMESPACE };
    return (await kube.list(collectionPath(deployments))).length > 0;
}

function notBack(stack: string, lacking: readonly string[]): LabError {
    return new LabError({
        where: `stack ${stack}`,
        found: `not everything is as recorded:\n    ${lacking.join("\n    ")}`,
        allowed: "every object as it was, and running",
        cure: `kubectl -n sock-shop get pods says what holds it up; then npm run recover -- ${stack}`,
    });
}
