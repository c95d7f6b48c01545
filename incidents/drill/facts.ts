import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { collectionPath } from "../../components/kube/path.ts";
import type { AnswerKey } from "../answer/schema.ts";
import type { BrokerPolicy } from "../broker/policy.ts";
import type { Snapshot } from "../evidence/snapshot.ts";
import type { LoadState } from "../proof/cluster-view.ts";
import { causeLeft } from "./cause-left.ts";
import type { RepairFacts } from "./repair.ts";

/** What facts are read from. */
export interface FactSources {
    kube: Pick<KubeClient, "list">;
    /** The broker's policies; asked for only where the incident is about one. */
    policies: () => Promise<readonly BrokerPolicy[]>;
    load: () => Promise<LoadState>;
}

const KINDS = {
    deployments: { apiVersion: "apps/v1", kind: "Deployment" },
    services: { apiVersion: "v1", kind: "Service" },
    pods: { apiVersion: "v1", kind: "Pod" },
    autoscalers: { apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler" },
};

/**
 * Reads what the cluster says of a repair.
 * @param before the healthy shop
 * @param redAt since when the signature had been seen
 */
export async function repairFacts(
    { kube, policies, load }: FactSources,
    key: Pick<AnswerKey, "causes" | "changes">,
    before: Pick<Snapshot, "objects">,
    redAt: Date,
): Promise<RepairFacts> {
    const list = (kind: keyof typeof KINDS): Promise<KubeObject[]> =>
        kube.list(collectionPath({ ...KINDS[kind], namespace: SHOP_NAMESPACE }));
    const [deployments, services, pods, autoscalers] = await Promise.all([
        list("deployments"),
        list("services"),
        list("pods"),
        list("autoscalers"),
    ]);
    const isAboutPolicies = key.changes.some(({ object }) => object.startsWith("Policy "));
    const live = { deployments, autoscalers, policies: isAboutPolicies ? await policies() : [] };
    const namesBefore = (kind: string): string[] =>
        Object.keys(before.objects).flatMap((name) =>
            name.startsWith(`${kind}/`) ? name.slice(kind.length + 1) : [],
        );
    return {
        wanted: Object.fromEntries(
            namesBefore("Deployment").map((name) => [
                name,
                {
                    before: replicasOf(before.objects[`Deployment/${name}`]) ?? 0,
                    now: replicasOf(deployments.find(({ metadata }) => metadata.name === name)),
                },
            ]),
        ),
        missingServices: namesBefore("Service").filter(
            (name) => !services.some(({ metadata }) => metadata.name === name),
        ),
        causeLeft: causeLeft(key.changes, live),
        // Where pods are killed by the incident their age says nothing of who mends it.
        replaced: key.causes.some(({ mechanism }) => mechanism === "pod-kills")
            ? []
            : youngerThan(redAt, namesBefore("Deployment"), pods),
        load: (await load()).state,
    };
}

function replicasOf(deployment: KubeObject | undefined): number | undefined {
    if (deployment === undefined) return undefined;
    return (deployment["spec"] as { replicas?: number }).replicas ?? 1;
}

/** Workloads whose pods all came after that time. */
function youngerThan(time: Date, names: readonly string[], pods: readonly KubeObject[]): string[] {
    return names.filter((name) => {
        const own = pods.filter(({ metadata }) => metadata.labels?.["name"] === name);
        return (
            own.length > 0 &&
            own.every(({ metadata }) => new Date(String(metadata["creationTimestamp"])) > time)
        );
    });
}
