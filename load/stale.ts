import { LabError } from "../components/kit/error.ts";
import { shareOf } from "../components/shop/cpu-share.ts";
import { SERVICES, STORES } from "../components/shop/topology.ts";
import type { Calibration } from "./calibration.ts";
import type { Tier } from "./load.schema.ts";

/** CPU limit of a tier in a healthy shop that gets that share of its limits, in thousandths of a core. */
export function baselineLimitMilli(tier: Tier, cpuShare: number): number {
    const all = { ...SERVICES, ...STORES };
    return shareOf(all[tier].resources.limitCpuMilli, cpuShare);
}

/** What is wrong where there is none. */
export const UNMEASURED = "no calibration: nobody measured this machine yet";

/**
 * Why a calibration says nothing of a tier as it is now.
 *
 * @param image that the tier runs
 * @param cpuShare that the baseline gives
 * @returns undefined where it does
 */
export function stalenessOf(
    calibration: Calibration,
    tier: Tier,
    image: string,
    cpuShare: number,
): string | undefined {
    const then = calibration.tiers[tier];
    const limit = baselineLimitMilli(tier, cpuShare);
    if (then.image !== image) {
        return `a calibration of image ${then.image}, but ${tier} runs ${image}`;
    }
    if (then.cpuLimitMilli === limit) return undefined;
    return `a calibration at a CPU limit of ${then.cpuLimitMilli}m, but the baseline gives ${tier} ${limit}m`;
}

/**
 * The calibration, if it was taken of the tier as it is now. A limit that a fault lowered is no other
 * tier: the capacity is scaled.
 *
 * @param where file and key of the load that asks
 * @param image that the tier runs
 * @param cpuShare that the baseline gives
 * @throws LabError where there is none, or one of another image or baseline limit
 */
export function requireFresh(
    where: string,
    calibration: Calibration | undefined,
    tier: Tier,
    image: string,
    cpuShare: number,
): Calibration {
    const refuse = (found: string): LabError =>
        new LabError({
            where,
            found,
            allowed: `a calibration of ${tier} as it is now, on this machine`,
            cure: "npm run calibrate (4 to 5 minutes, on a healthy baseline), or give users instead",
        });
    if (calibration === undefined) throw refuse(UNMEASURED);
    const found = stalenessOf(calibration, tier, image, cpuShare);
    if (found !== undefined) throw refuse(found);
    return calibration;
}
