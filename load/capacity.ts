import type { Calibration } from "./calibration.ts";
import type { CalibratedProfile, Tier } from "./load.schema.ts";

/**
 * Requests a second that a tier can answer of a profile: from what one costs it, and for the front-end
 * under `mixed` from where it really gave way, in proportion to the limit: what a
 * steady load costs it differs by a third from one calibration to the next.
 *
 * @param cpuLimitMilli the tier's CPU limit, which may be another than the calibrated one
 */
export function capacityRps(
    { knee, tiers, profiles }: Calibration,
    profile: CalibratedProfile,
    tier: Tier,
    cpuLimitMilli: number,
): number {
    if (tier === "front-end" && profile === "mixed" && knee !== undefined) {
        return knee.requestsPerSecond * (cpuLimitMilli / tiers[tier].cpuLimitMilli);
    }
    return cpuLimitMilli / profiles[profile].cpuMsPerRequest[tier];
}
