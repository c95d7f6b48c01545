import { LabError } from "../../components/kit/error.ts";
import { SHOP_NAMESPACE, stackOfLabel } from "../../components/kit/labels.ts";
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
    if ([...shop.stacks].some((one) => stackOfLabel(one, [journal.stack]) === journal.stack))
        return true;
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

/**
 * The state of a stack is one: who has none of the incident that is up would make all of it a second time.
 * @param home where this checkout's state is; undefined where that can't be told
 * @throws LabError where the incident was applied from another state
 */
export function requireOwnState(own: FormerState, home: string | undefined): void {
    if (own.home === undefined || home === undefined || own.home === home) return;
    const by = own.by === undefined ? "" : ` by ${own.by}`;
    throw new LabError({
        where: `stack ${own.stack}`,
        found: `up since ${own.takenAt}, applied${by} from another checkout, whose state has it`,
        allowed: "one state for an incident that is up",
        cure: `pulumi destroy --stack ${own.stack} there; or, if that state is lost: npm run recover -- ${own.stack}`,
    });
}

/**
 * The baseline is not changed under an incident: what is recorded would put the old one back.
 * @throws LabError naming the incidents that are up
 */
export function requireNoneUp(baselineStack: string, active: readonly FormerState[]): void {
    const [first, ...more] = active;
    if (first === undefined) return;
    const names = [first, ...more].map(({ stack, takenAt }) => `${stack} (since ${takenAt})`);
    throw new LabError({
        where: `stack ${baselineStack}`,
        found: `${names.join(", ")} ${more.length === 0 ? "is" : "are"} up over it, with a record of what it was`,
        allowed: "a change of the baseline while no incident is up",
        cure: `pulumi destroy --stack ${first.stack}, or npm run recover, which ends all of them`,
    });
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
