import type { KubeClient } from "../../components/kube/client.ts";
import { LabError } from "../../components/kit/error.ts";
import { readJournal, readJournals, sweep } from "./journal.ts";
import { type FormerState, parseFormerState, pathOf, refOf } from "./record.ts";
import { type Restored, restoreObject } from "./restore.ts";
import { waitForRollout } from "./rollout.ts";

/** A starved database takes its time to stop; two minutes are several times what was ever seen. */
const ROLLOUT_TIMEOUT_MS = 120_000;

/**
 * Puts back everything a stack's record holds, waits until it runs, and removes what the stack laid
 * into the lab's namespace. Safe to repeat: what is as recorded is not touched.
 *
 * @param inState the record in the stack's state; without it the journal in the cluster is used
 * @throws LabError if neither is there
 */
export async function recover(
    kube: KubeClient,
    stack: string,
    inState: string | undefined,
    say: (line: string) => void,
): Promise<Restored[]> {
    const record = await findRecord(kube, stack, inState);
    const others = (await readJournals(kube)).filter((journal) => journal.stack !== stack);
    const held = new Set(others.flatMap((journal) => journal.objects.map(pathOf)));
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
    for (const name of await sweep(kube, stack)) say(`${name}: left over, removed`);
    return restored;
}

async function findRecord(
    kube: KubeClient,
    stack: string,
    inState: string | undefined,
): Promise<FormerState> {
    if (inState) return parseFormerState(inState, `state of stack ${stack}`);
    const journal = await readJournal(kube, stack);
    if (journal !== undefined) return journal;
    throw new LabError({
        where: `stack ${stack}`,
        found: "no record of former state, neither in its state nor in the cluster",
        allowed: "a record, which every pulumi up of an incident writes first",
        cure: "pulumi up --stack baseline --refresh",
    });
}

function describe(result: Restored): string {
    if (result.recreated) return `${result.object}: was gone, made again`;
    if (result.changes.length === 0) return `${result.object}: as recorded`;
    const rows = result.changes.map(
        (change) => `  ${change.field}: ${change.found} → ${change.expected}`,
    );
    return [`${result.object}: put back`, ...rows].join("\n");
}
