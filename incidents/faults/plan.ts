import type { KubeClient, KubeObject } from "../../components/kube/client.ts";
import { collectionPath } from "../../components/kube/path.ts";
import { LabError } from "../../components/kit/error.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { readJournals } from "../recovery/journal.ts";
import { differences } from "../recovery/difference.ts";
import type { FormerState } from "../recovery/record.ts";
import { isSettled, viewOf } from "../recovery/rollout.ts";
import type { FieldChange, FormerDeployment, Refusal } from "./effect.ts";
import { effectOf, type Fault } from "./fault.ts";

const DEPLOYMENTS = { apiVersion: "apps/v1", kind: "Deployment", namespace: SHOP_NAMESPACE };

/**
 * What a stack's faults would change, read from the cluster before anything happens.
 *
 * While the stack's own faults are in place, the old values come from its record instead.
 *
 * @throws LabError if the baseline isn't green, if another incident holds a target, or if a result
 * could not run
 */
export async function planFaults(
    kube: KubeClient,
    stack: string,
    baselineStack: string,
    faults: readonly Fault[],
): Promise<FieldChange[]> {
    const [live, journals] = await Promise.all([
        kube.list(collectionPath(DEPLOYMENTS)),
        readJournals(kube),
    ]);
    const deployments = new Map(live.map((object) => [object.metadata.name, object]));
    const active = journals.filter((journal) => isActive(journal, deployments));
    requireFree(stack, faults, active);
    const own = active.find((journal) => journal.stack === stack);
    if (own === undefined) requireGreen(baselineStack, active, deployments);
    return changesFor(stack, faults, (target) => {
        const recorded = own?.objects.find((object) => object.metadata.name === target);
        return specOf(recorded ?? deployments.get(target), target);
    });
}

/**
 * The fields that faults change, given what each target held before.
 * @throws LabError if a result could not run, or if two faults would patch one object
 */
export function changesFor(
    stack: string,
    faults: readonly Fault[],
    formerOf: (target: string) => FormerDeployment,
): FieldChange[] {
    return faults.flatMap((fault, index) => {
        const former = formerOf(fault.target);
        const effect = effectOf(fault);
        const refusal = repeated(faults, index) ?? effect.refusal(former);
        if (refusal !== undefined) {
            throw new LabError({
                where: `stacks/Pulumi.${stack}.yaml, sock-shop:faults[${index}]`,
                ...refusal,
                cure: `edit the fault, then pulumi preview --stack ${stack}`,
            });
        }
        return effect.changes(former);
    });
}

/** Two patches of one Deployment would be two rollouts, and of one field a quarrel over who owns it. */
function repeated(faults: readonly Fault[], index: number): Refusal | undefined {
    const target = faults[index]?.target;
    const first = faults.findIndex((fault) => fault.target === target);
    if (first === index) return undefined;
    return {
        found: `a second fault on ${target}, after faults[${first}]`,
        allowed: "one fault a target",
    };
}

/** A record counts while something it holds is not as it was; an interrupted run may leave a spent one. */
function isActive(journal: FormerState, deployments: ReadonlyMap<string, KubeObject>): boolean {
    return journal.objects.some((former) => {
        const live = deployments.get(former.metadata.name);
        if (live === undefined) return true;
        const typed = { ...live, apiVersion: former.apiVersion, kind: former.kind };
        return differences(former.metadata.name, former, typed).length > 0;
    });
}

function requireFree(
    stack: string,
    faults: readonly Fault[],
    active: readonly FormerState[],
): void {
    for (const journal of active.filter((other) => other.stack !== stack)) {
        const taken = faults.find((fault) =>
            journal.objects.some((former) => former.metadata.name === fault.target),
        );
        if (taken !== undefined) {
            throw new LabError({
                where: `Deployment ${SHOP_NAMESPACE}/${taken.target}`,
                found: `held by stack ${journal.stack} since ${journal.takenAt}`,
                allowed: "one incident at a time on an object",
                cure: `pulumi destroy --stack ${journal.stack}`,
            });
        }
    }
}

function requireGreen(
    baselineStack: string,
    active: readonly FormerState[],
    deployments: ReadonlyMap<string, KubeObject>,
): void {
    const cure = `pulumi up --stack ${baselineStack} --refresh`;
    if (deployments.size === 0) {
        throw new LabError({
            where: `namespace ${SHOP_NAMESPACE}`,
            found: "no shop there",
            allowed: "a baseline that is up and healthy",
            cure,
        });
    }
    const held = new Set(active.flatMap((one) => one.objects.map((o) => o.metadata.name)));
    for (const [name, object] of deployments) {
        const view = viewOf(object);
        if (held.has(name) || isSettled(view)) continue;
        throw new LabError({
            where: `Deployment ${SHOP_NAMESPACE}/${name}`,
            found: `not healthy: ${view.available} of ${view.want} replicas available`,
            allowed: "a baseline with every workload available",
            cure,
        });
    }
}

function specOf(object: KubeObject | undefined, name: string): FormerDeployment {
    if (object === undefined) {
        throw new LabError({
            where: `Deployment ${SHOP_NAMESPACE}/${name}`,
            found: "not in the cluster",
            allowed: "a workload of the baseline",
            cure: "pulumi up --stack baseline --refresh",
        });
    }
    return object["spec"] ?? {};
}
