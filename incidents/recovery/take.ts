import type { KubeClient } from "../../components/kube/client.ts";
import { type ObjectRef, objectPath } from "../../components/kube/path.ts";
import { differences } from "./difference.ts";
import { heldByOthers, readJournal, writeJournal } from "./journal.ts";
import { recordPolicies } from "./policies.ts";
import {
    type FormerState,
    parseFormerState,
    pathOf,
    readSurroundings,
    readTargets,
} from "./record.ts";
import { restoreObject } from "./restore.ts";

/**
 * Records the targets before an incident changes them, in the journal first.
 *
 * What an earlier, interrupted run recorded of the same stack is kept as long as the object still
 * differs from it: then the fault may be in place, and what is live now is not the former state.
 *
 * @param policies names of the broker's policies that the stack sets
 * @param earlier the record in the stack's state, on an update of a running incident
 */
export async function record(
    kube: KubeClient,
    stack: string,
    targets: readonly ObjectRef[],
    policies: readonly string[],
    earlier: string | undefined,
    say: (line: string) => void,
): Promise<FormerState> {
    const known = earlier
        ? parseFormerState(earlier, `state of stack ${stack}`)
        : await readJournal(kube, stack);
    const kept: FormerState["objects"] = [];
    for (const former of known?.objects ?? []) {
        const path = pathOf(former);
        const isTarget = targets.some((target) => objectPath(target) === path);
        const live = await kube.find(path);
        const changed = live !== undefined && differences(path, former, live).length > 0;
        if (changed && !isTarget) {
            await restoreObject(kube, former);
            say(`${former.kind} ${former.metadata.name} is no longer a target: put back`);
        } else if (changed) {
            kept.push(former);
            say(`${former.kind} ${former.metadata.name}: keeping what was recorded earlier`);
        }
    }
    const keptPaths = kept.map(pathOf);
    const fresh = targets.filter((target) => !keptPaths.includes(objectPath(target)));
    const held = new Set([...targets.map(objectPath), ...(await heldByOthers(kube, stack))]);
    const result: FormerState = {
        version: 1,
        stack,
        takenAt: known?.takenAt ?? new Date().toISOString(),
        objects: [...kept, ...(await readTargets(kube, fresh))],
        // On an update the first record stands: what changed since is what a recovery takes back.
        surroundings: known?.surroundings ?? (await readSurroundings(kube, held)),
        ...(await recordPolicies(kube, known?.policies, policies, say)),
    };
    await writeJournal(kube, result);
    return result;
}
