import { LabError } from "../../components/kit/error.ts";
import { span } from "../../components/kit/time.ts";
import type { KubeClient } from "../../components/kube/client.ts";
import { clusterNow } from "./cluster-facts.ts";
import { readJournals, removeJournal } from "./journal.ts";
import { nameOf } from "./leftovers.ts";
import { isLocked } from "./lock.ts";
import { type FormerState, pathOf } from "./record.ts";
import { isInPlace } from "./status.ts";

/**
 * Makes sure that no other incident's record holds any of these objects, or the broker's policies. A
 * record that nobody used, because its `up` was killed right after it, is removed on the way.
 *
 * @param paths of the objects that are wanted
 * @throws LabError that names the object, the holder, its age and what ends it
 */
export async function requireUnclaimed(
    kube: KubeClient,
    stack: string,
    paths: readonly string[],
    wantsPolicies: boolean,
    say: (line: string) => void,
): Promise<void> {
    for (const other of await readJournals(kube)) {
        if (other.stack === stack) continue;
        const taken = other.objects.find((object) => paths.includes(pathOf(object)));
        const quarrel = taken !== undefined || (wantsPolicies && other.policies !== undefined);
        if (!quarrel) continue;
        if (await isSpent(kube, other)) {
            await removeJournal(kube, other.stack);
            say(`${other.stack}: its record was never used (taken at ${other.takenAt}): removed`);
            continue;
        }
        const age = span((await clusterNow(kube)).getTime() - Date.parse(other.takenAt));
        const by = other.by === undefined ? "" : ` by ${other.by}`;
        throw new LabError({
            where: taken === undefined ? "the broker's policies" : nameOf(taken),
            found: `held by stack ${other.stack}, applied${by} ${age} ago`,
            allowed: "one incident at a time on an object",
            cure: `pulumi destroy --stack ${other.stack}, or npm run recover -- ${other.stack}`,
        });
    }
}

/** Nothing of it is in place, and nobody is about to change that. */
async function isSpent(kube: KubeClient, record: FormerState): Promise<boolean> {
    if (record.lost === true || (await isLocked(kube, `stack-${record.stack}`))) return false;
    return !(await isInPlace(kube, record));
}
