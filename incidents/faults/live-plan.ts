import { LabError } from "../../components/kit/error.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import type { KubeClient } from "../../components/kube/client.ts";
import { stateHome } from "../recovery/home.ts";
import { readJournals } from "../recovery/journal.ts";
import type { FormerState } from "../recovery/record.ts";
import { refuseExpired } from "../recovery/tombstone.ts";
import type { BrokerPolicy } from "../broker/policy.ts";
import type { FaultContext, Former } from "./effect.ts";
import { effectOf, type Fault } from "./fault.ts";
import { isActive, requireFree, requireGreen, requireNoneUp, requireOwnState } from "./guards.ts";
import { type LiveShop, readLiveShop } from "./live-shop.ts";
import { type FaultPlan, planFor } from "./plan.ts";

/**
 * What a stack's faults would change, read from the cluster before anything happens.
 *
 * While the stack's own faults are in place, the old values come from its record instead.
 *
 * @param readPolicies asks the broker; called only where a fault is about its policies
 * @throws LabError if the baseline isn't green, if another incident holds a target, or if a result
 * could not run
 */
export async function planFaults(
    kube: KubeClient,
    context: FaultContext,
    baselineStack: string,
    faults: readonly Fault[],
    readPolicies: () => Promise<readonly BrokerPolicy[]>,
): Promise<FaultPlan> {
    await refuseExpired(kube, context.stack);
    const [shop, journals] = await Promise.all([readLiveShop(kube), readJournals(kube)]);
    const active = journals.filter((journal) => isActive(journal, shop));
    const own = active.find((journal) => journal.stack === context.stack);
    if (own !== undefined) requireOwnState(own, stateHome());
    if (own === undefined) requireGreen(baselineStack, active, shop);
    const isAboutPolicies = faults.some((one) => effectOf(one, context).policies !== undefined);
    const policies = isAboutPolicies ? (own?.policies ?? (await readPolicies())) : [];
    const plan = planFor(context, faults, formerOf(shop, own, policies, context.stack));
    requireFree(
        plan,
        active.filter((other) => other.stack !== context.stack),
    );
    return plan;
}

/** @throws LabError where an incident is up over that baseline, or a record can't be read */
export async function requireNoIncident(kube: KubeClient, baselineStack: string): Promise<void> {
    const journals = await readJournals(kube);
    if (journals.length === 0) return;
    const shop = await readLiveShop(kube);
    requireNoneUp(
        baselineStack,
        journals.filter((journal) => isActive(journal, shop)),
    );
}

function formerOf(
    shop: LiveShop,
    own: FormerState | undefined,
    policies: readonly BrokerPolicy[],
    stack: string,
): Former {
    const spec = (kind: "Deployment" | "Service", name: string): object => {
        const recorded = own?.objects.find(
            (object) => object.kind === kind && object.metadata.name === name,
        );
        const object = recorded ?? shop.find(kind, name);
        if (object !== undefined) return object["spec"] ?? {};
        throw new LabError({
            where: `${kind} ${SHOP_NAMESPACE}/${name}`,
            found: "not in the cluster",
            allowed: "a workload of the baseline",
            cure: "pulumi up --stack baseline --refresh",
        });
    };
    return {
        deployment: (name) => spec("Deployment", name),
        service: (name) => spec("Service", name),
        autoscalerOf: (name) => shop.autoscalerOf(name, stack),
        policies,
    };
}
