import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { differences } from "./difference.ts";
import { heldByOthers } from "./journal.ts";
import { nameOf } from "./leftovers.ts";
import { policyShortcomings } from "./policies.ts";
import { type FormerState, pathOf } from "./record.ts";
import { isSettled, viewOf } from "./rollout.ts";

/**
 * What of a record is not in place, one line each, read anew from the cluster: none is the proof of a
 * recovery. Objects that another incident holds by now are that incident's.
 */
export async function shortcomings(kube: KubeClient, record: FormerState): Promise<string[]> {
    const held = await heldByOthers(kube, record.stack);
    const expected = [
        ...record.objects,
        ...record.surroundings.filter((former) => !held.has(pathOf(former))),
    ];
    const lines = await Promise.all(
        expected.map(async (former) => lacksOf(former, await kube.find(pathOf(former)))),
    );
    return [...lines.flat(), ...(await policyShortcomings(kube, record))];
}

function lacksOf(former: KubeObject, live: KubeObject | undefined): string[] {
    const name = nameOf(former);
    if (live === undefined) return [`${name}: gone`];
    const changed = differences(name, former, live).map(
        ({ field, expected, found }) => `${name}: ${field} is ${found}, not ${expected}`,
    );
    const view = viewOf(live);
    if (former.kind !== "Deployment" || isSettled(view)) return changed;
    return [...changed, `${name}: ${view.available} of ${view.want} replicas available`];
}
