import { markdownTable } from "markdown-table";
import type { Calibration } from "../../../load/calibration.ts";
import { capacityRps } from "../../../load/capacity.ts";
import { CALIBRATED_PROFILES, TIERS } from "../../../load/load.schema.ts";

/** A calibration for people: what a request costs and what each tier can answer at its limit. */
export function calibrationTable(calibration: Calibration): string {
    const { tiers, profiles, knee } = calibration;
    const rows = TIERS.map((tier) => {
        const { cpuLimitMilli, workingSetMi } = tiers[tier];
        const figures = CALIBRATED_PROFILES.flatMap((profile) => [
            profiles[profile].cpuMsPerRequest[tier].toFixed(2),
            capacityRps(calibration, profile, tier, cpuLimitMilli).toFixed(0),
        ]);
        const memory = [workingSetMi.rest.toFixed(0), workingSetMi.load.toFixed(0)];
        return [tier, `${cpuLimitMilli}m`, ...figures, ...memory];
    });
    const heads = CALIBRATED_PROFILES.flatMap((profile) => [`${profile}, ms CPU`, "requests/s"]);
    const table = markdownTable(
        [["tier", "limit", ...heads, "MiB at rest", "under load"], ...rows],
        { align: ["l", ...Array.from({ length: heads.length + 3 }, () => "r")] },
    );
    const rest = profiles.mixed.restMs;
    const answers = `answers at rest: ${rest.mean.toFixed(1)} ms on the average, p95 ${rest.p95.toFixed(0)} ms`;
    return `${table}\n\n${kneeLine(knee)}\n${answers}`;
}

function kneeLine(knee: Calibration["knee"]): string {
    if (knee === undefined) {
        return "front-end under mixed: the most users of a load did not bring it to its limit; its capacity is from the cost";
    }
    const { requestsPerSecond, users, p95Ms } = knee;
    return (
        `front-end under mixed: gave way at ${requestsPerSecond.toFixed(0)} requests/s, ` +
        `with ${users} users (pauses of 1 to 3 s) and p95 ${p95Ms.toFixed(0)} ms`
    );
}
