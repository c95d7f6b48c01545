import { cpuMilli } from "../../components/kit/quantity.ts";
import type { Former } from "../../incidents/faults/effect.ts";
import { containerOf } from "../../incidents/faults/target.ts";
import type { Calibration } from "../../load/calibration.ts";
import type { Tier } from "../../load/load.schema.ts";

/** What `npm run calibrate` wrote on the reference machine (docs/calibration.md), with the image references of golden files. */
export const REFERENCE_CALIBRATION: Calibration = {
    version: 1,
    takenAt: "2026-11-21T12:00:00.000Z",
    machine: { cores: 2, cpuModel: "reference" },
    versions: { kubernetes: "v1.34.4" },
    tiers: {
        "front-end": {
            image: "sock-shop-lab/shop:content",
            cpuLimitMilli: 300,
            workingSetMi: { rest: 35, load: 67 },
        },
        catalogue: {
            image: "sock-shop-lab/shop:content",
            cpuLimitMilli: 200,
            workingSetMi: { rest: 50, load: 60 },
        },
        "catalogue-db": {
            image: "sock-shop-lab/catalogue-db:content",
            cpuLimitMilli: 500,
            workingSetMi: { rest: 52, load: 56 },
        },
    },
    knee: { requestsPerSecond: 795, users: 1650, p95Ms: 300 },
    profiles: {
        browse: {
            restMs: { mean: 2, p95: 12 },
            requestsPerSecond: 400,
            cpuMsPerRequest: { "front-end": 0.42, catalogue: 0.35, "catalogue-db": 0.24 },
        },
        mixed: {
            restMs: { mean: 2, p95: 12 },
            requestsPerSecond: 700,
            cpuMsPerRequest: { "front-end": 0.38, catalogue: 0.25, "catalogue-db": 0.17 },
        },
        "flash-sale": {
            restMs: { mean: 4, p95: 20 },
            requestsPerSecond: 300,
            cpuMsPerRequest: { "front-end": 0.58, catalogue: 0.28, "catalogue-db": 0.2 },
        },
    },
};

/**
 * The same, as if taken on that shop: its images, and its CPU limits where the baseline gives a share of them.
 * For a machine that nobody measured, and for what is compared between machines.
 */
export function referenceCalibration(shop: Former): Calibration {
    const { tiers, knee, ...rest } = REFERENCE_CALIBRATION;
    const taken = (tier: Tier): Calibration["tiers"][Tier] => {
        const { image = "", resources } = containerOf(shop, tier);
        const cpuLimitMilli = cpuMilli(resources?.limits?.["cpu"] ?? "0m");
        return { ...tiers[tier], image, cpuLimitMilli };
    };
    const frontEnd = taken("front-end");
    const share = frontEnd.cpuLimitMilli / tiers["front-end"].cpuLimitMilli;
    return {
        ...rest,
        tiers: {
            "front-end": frontEnd,
            catalogue: taken("catalogue"),
            "catalogue-db": taken("catalogue-db"),
        },
        ...(knee === undefined
            ? {}
            : { knee: { ...knee, requestsPerSecond: knee.requestsPerSecond * share } }),
    };
}
