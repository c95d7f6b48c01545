import type { Calibration } from "./calibration.ts";
import type { CalibratedProfile, Tier } from "./load.schema.ts";

/**
 * Requests a second that a tier can answer of a profile: what its limit pays for, by what one costs it. The
 * front-end under `mixed` answers no more than its knee either, which is less where the machine gave way first.
 * A knee above the cost is no capacity: its seconds hold answers to what had piled up.
 *
 * @param cpuLimitMilli the tier's CPU limit, which may be another than the calibrated one
 */
export function capacityRps(
    { knee, tiers, profiles }: Calibration,
    profile: CalibratedProfile,
    tier: Tier,
    cpuLimitMilli: number,
): number {
    const byCost = cpuLimitMilli / profiles[profile].cpuMsPerRequest[tier];
    if (tier !== "front-end" || profile !== "mixed" || knee === undefined) return byCost;
    const byKnee = knee.requestsPerSecond * (cpuLimitMilli / tiers[tier].cpuLimitMilli);
    return Math.min(byCost, byKnee);
}
