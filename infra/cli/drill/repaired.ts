import { LabError } from "../../../components/kit/error.ts";
import { SHOP_NAMESPACE } from "../../../components/kit/labels.ts";
import type { KubeClient } from "../../../components/kube/client.ts";
import { collectionPath } from "../../../components/kube/path.ts";
import { answerOf } from "../../../incidents/answer/keys.ts";
import { withBroker } from "../../../incidents/broker/management.ts";
import { repairFacts } from "../../../incidents/drill/facts.ts";
import { mendedCriteria } from "../../../incidents/drill/mended.ts";
import { judgeRepair, type RepairVerdict } from "../../../incidents/drill/repair.ts";
import type { Pods } from "../../../incidents/drill/watch.ts";
import { LiveClusterView } from "../../../incidents/proof/cluster-view.ts";
import { requireIncident } from "../prove.ts";
import { looking } from "./looking.ts";
import { type DrillPlace, storeOf, withBaseline } from "./place.ts";

/** A database that starts anew, and the breaker that waits for it, take a minute. */
const MENDED_TIMEOUT_MS = 120_000;

/**
 * Checks a repair by hand, by the witness and by what the cluster says of its objects.
 * @param timeoutMs how long it may take to show. Default two minutes
 * @throws LabError where no drill is under way, or its load has ended: nothing could be told then
 */
export async function checkRepair(
    place: DrillPlace,
    timeoutMs = MENDED_TIMEOUT_MS,
): Promise<RepairVerdict> {
    const store = storeOf(place);
    const state = store.load();
    const { incident: id, healthy, before } = state;
    const redAt = new Date(state.redAt ?? state.startedAt);
    return await withBaseline(place, async (baseline, kube) => {
        const incident = requireIncident(id);
        const view = new LiveClusterView(kube);
        const sources = {
            kube,
            policies: () => withBroker(kube, (broker) => broker.policies()),
            load: () => view.load(id),
        };
        const key = answerOf(id);
        const signs = await looking(incident, baseline, place.signal, (watch) =>
            watch.mended(mendedCriteria(incident), healthy, () => livePods(kube), timeoutMs),
        );
        const facts = await repairFacts(sources, key, before, redAt);
        if (facts.load === "ended" || facts.load === "failed") {
            throw new LabError({
                where: "drill repaired",
                found: `the load has ${facts.load}: a shop that nobody asks shows nothing`,
                allowed: `a repair within ${state.minutes} min`,
                cure: "npm run drill -- reveal, then npm run drill -- end; --minutes gives the next one more time",
            });
        }
        const verdict = judgeRepair(facts, signs);
        store.save({ ...store.load(), repair: { ...verdict, at: new Date().toISOString() } });
        return verdict;
    });
}

async function livePods(kube: Pick<KubeClient, "list">): Promise<Pods> {
    const pods = await kube.list(
        collectionPath({ apiVersion: "v1", kind: "Pod", namespace: SHOP_NAMESPACE }),
    );
    return new Map(
        pods
            .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
            .map(({ metadata }) => [
                metadata.uid ?? "",
                metadata.labels?.["name"] ?? metadata.name,
            ]),
    );
}
