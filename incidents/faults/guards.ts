import { LabError } from "../../components/kit/error.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { objectPath } from "../../components/kube/path.ts";
import { differences } from "../recovery/difference.ts";
import { type FormerState, pathOf } from "../recovery/record.ts";
import { isSettled, viewOf } from "../recovery/rollout.ts";
import type { LiveShop } from "./live-shop.ts";
import type { FaultPlan } from "./plan.ts";

/**
 * A record counts while its stack has an object in the cluster or something it holds is not as it was;
 * an interrupted run may leave a spent one.
 */
export function isActive(journal: FormerState, shop: LiveShop): boolean {
    if (shop.stacks.has(journal.stack)) return true;
    return journal.objects.some((former) => {
        const live = shop.find(former.kind, former.metadata.name);
        return live === undefined || differences(former.metadata.name, former, live).length > 0;
    });
}

/**
 * Two incidents may run at the same time while they touch no common object.
 * @throws LabError naming the first object that another one holds
 */
export function requireFree(plan: FaultPlan, others: readonly FormerState[]): void {
    for (const journal of others) {
        const held = new Set(journal.objects.map(pathOf));
        const taken = plan.holds.find((ref) => held.has(objectPath(ref)));
        const quarrel = taken !== undefined || (plan.policies.length > 0 && journal.policies);
        if (!quarrel) continue;
        throw new LabError({
            where:
                taken === undefined
                    ? "the broker's policies"
                    : `${taken.kind} ${taken.namespace}/${taken.name}`,
            found: `held by stack ${journal.stack} since ${journal.takenAt}`,
            allowed: "one incident at a time on an object",
            cure: `pulumi destroy --stack ${journal.stack}`,
        });
    }
}

/** An incident needs a healthy shop to lie over. @throws LabError naming the first workload that isn't */
export function requireGreen(
    baselineStack: string,
    active: readonly FormerState[],
    shop: LiveShop,
): void {
    const cure = `pulumi up --stack ${baselineStack} --refresh`;
    if (shop.deployments.length === 0) {
        throw new LabError({
            where: `namespace ${SHOP_NAMESPACE}`,
            found: "no shop there",
            allowed: "a baseline that is up and healthy",
            cure,
        });
    }
    const held = new Set(active.flatMap((one) => one.objects.map(pathOf)));
    for (const object of shop.deployments) {
        const view = viewOf(object);
        if (held.has(pathOf(object)) || isSettled(view)) continue;
        throw new LabError({
            where: `Deployment ${SHOP_NAMESPACE}/${object.metadata.name}`,
            found: `not healthy: ${view.available} of ${view.want} replicas available`,
            allowed: "a baseline with every workload available",
            cure,
        });
    }
}
