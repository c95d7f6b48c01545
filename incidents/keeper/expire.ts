import { seconds } from "../../components/kit/scalars.ts";
import { span } from "../../components/kit/time.ts";
import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { objectPath } from "../../components/kube/path.ts";
import { expiryFrom, expiryJob, whenDue } from "../recovery/expiry.ts";
import { readJournal, removeJournal } from "../recovery/journal.ts";
import { clearAway, putBack } from "../recovery/recover.ts";
import { withLock } from "../recovery/lock.ts";
import { readTombstone, writeTombstone } from "../recovery/tombstone.ts";
import { shortcomings } from "../recovery/verify.ts";
import type { Host } from "./host.ts";

/** The pause after a failed attempt doubles from the first to the second of these. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Waits until that stack's incident has lasted `after`, then ends it from the record in the cluster.
 *
 * The time runs from the making of the Job that runs this: a pod that replaces another goes on with the
 * same clock. What fails is tried again until it is proven: who could be told has gone.
 */
export async function expire(
    kube: KubeClient,
    stack: string,
    after: string,
    host: Host,
): Promise<void> {
    const { now, wait, say } = host;
    const job = await kube.json<KubeObject>("GET", objectPath(expiryJob(stack)));
    const { dueAt } = expiryFrom(stack, job, after);
    say(`${stack} expires ${whenDue(dueAt, new Date(now()))}`);
    // Never longer than the whole time: a clock that was set back must not keep a fault in place.
    await wait(Math.min(seconds(after) * 1000, Math.max(0, dueAt.getTime() - now())));
    for (let tries = 0; ; tries++) {
        try {
            const lock = { command: "expiry", waitMs: 0, say };
            // A destroy that is at it takes this Job along when it is done.
            return await withLock(kube, `stack-${stack}`, lock, () => end(kube, stack, host));
        } catch (error) {
            const ms = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries);
            say(
                `attempt ${tries + 1} failed, the next in ${span(ms)}: ${(error as Error).message}`,
            );
            await wait(ms);
        }
    }
}

/**
 * Ends an incident; safe to repeat from whichever line it was interrupted at.
 * @throws Error if anything is not as recorded afterwards
 */
async function end(kube: KubeClient, stack: string, { now, say }: Host): Promise<void> {
    const [record, tombstone] = await Promise.all([
        readJournal(kube, stack),
        readTombstone(kube, stack),
    ]);
    if (record === undefined) {
        if (tombstone !== undefined) return say(`${stack} has expired already`);
        throw new Error(`no record of ${stack} in the cluster to put back`);
    }
    if (tombstone?.appliedAt !== record.takenAt) {
        say(`${stack} has expired: recovering`);
        await clearAway(kube, stack, [objectPath(expiryJob(stack))], say);
        await putBack(kube, record, say);
        const lacking = await shortcomings(kube, record);
        if (lacking.length > 0) throw new Error(`not recovered:\n${lacking.join("\n")}`);
        await writeTombstone(kube, {
            stack,
            appliedAt: record.takenAt,
            expiredAt: new Date(now()).toISOString(),
        });
    }
    // After the tombstone: with neither, nobody would know how the incident ended.
    await removeJournal(kube, stack);
    say(`${stack} is recovered`);
}
