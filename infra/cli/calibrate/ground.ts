import { LabError } from "../../../components/kit/error.ts";
import { SHOP_NAMESPACE } from "../../../components/kit/labels.ts";
import { cpuMilli } from "../../../components/kit/quantity.ts";
import type { KubeClient } from "../../../components/kube/client.ts";
import { requireGreen } from "../../../incidents/faults/guards.ts";
import { type LiveShop, readLiveShop } from "../../../incidents/faults/live-shop.ts";
import { baselineLimitMilli } from "../../../load/stale.ts";
import { TIERS, type Tier } from "../../../load/load.schema.ts";

/** What a tier of the live shop runs. */
export type LiveTier = { image: string; cpuLimitMilli: number };

/**
 * Makes sure that the figures will be those of the healthy shop alone.
 * @throws LabError where an incident is up, a workload isn't available, or the shop isn't this checkout's
 */
export async function healthyTiers(
    kube: KubeClient,
    baseline: string,
    cpuShare: number,
): Promise<Record<Tier, LiveTier>> {
    const shop = await readLiveShop(kube);
    const [stack] = shop.stacks;
    if (stack !== undefined) {
        throw new LabError({
            where: `stack ${stack}`,
            found: "up: its load and its faults would be in the figures",
            allowed: "the baseline alone",
            cure: `pulumi destroy --stack ${stack}`,
        });
    }
    requireGreen(baseline, [], shop);
    const tiers = TIERS.map((tier) => [tier, liveTier(shop, tier, baseline, cpuShare)] as const);
    return Object.fromEntries(tiers) as Record<Tier, LiveTier>;
}

interface LiveContainer {
    image: string;
    resources?: { limits?: { cpu?: string } };
}

/** The container of a tier, or undefined where the shop lacks it. */
export function liveContainer(shop: LiveShop, name: Tier): LiveContainer | undefined {
    const spec = shop.find("Deployment", name)?.["spec"] as
        { template: { spec: { containers: LiveContainer[] } } } | undefined;
    return spec?.template.spec.containers[0];
}

function liveTier(shop: LiveShop, name: Tier, baseline: string, cpuShare: number): LiveTier {
    const container = liveContainer(shop, name);
    const cpu = container?.resources?.limits?.cpu;
    const limit = baselineLimitMilli(name, cpuShare);
    if (container === undefined || cpu === undefined || cpuMilli(cpu) !== limit) {
        throw new LabError({
            where: `Deployment ${SHOP_NAMESPACE}/${name}`,
            found: `CPU limit ${cpu ?? "none"}`,
            allowed: `${limit}m, the baseline's`,
            cure: `pulumi up --stack ${baseline} --refresh`,
        });
    }
    return { image: container.image, cpuLimitMilli: limit };
}
