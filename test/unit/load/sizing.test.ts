import assert from "node:assert/strict";
import { LabError } from "../../../components/kit/error.ts";
import type { Calibration } from "../../../load/calibration.ts";
import { Load, type Tier } from "../../../load/load.schema.ts";
import { type SizedLoad, sizeLoad, type SizingFacts } from "../../../load/sizing.ts";
import { REFERENCE_CALIBRATION } from "../../../infra/review/reference-calibration.ts";

const SATURATION = {
    profile: "mixed",
    saturation: { of: "front-end", times: 2 },
    spawnRate: 50,
    duration: { documented: "8m", short: "90s" },
    waitMs: { min: 1000, max: 3000 },
};
const { saturation: _saturation, ...REST } = SATURATION;

/** Round figures: at 300m the front-end answers 600 mixed requests/s and 500 of flash-sale. */
const CALIBRATION: Calibration = {
    ...REFERENCE_CALIBRATION,
    takenAt: "2026-11-20T10:00:00.000Z",
    knee: { requestsPerSecond: 600, users: 1250, p95Ms: 400 },
    profiles: {
        ...REFERENCE_CALIBRATION.profiles,
        mixed: {
            restMs: { mean: 4, p95: 20 },
            requestsPerSecond: 400,
            cpuMsPerRequest: { "front-end": 0.4, catalogue: 0.25, "catalogue-db": 0.2 },
        },
        "flash-sale": {
            restMs: { mean: 10, p95: 50 },
            requestsPerSecond: 240,
            cpuMsPerRequest: { "front-end": 0.6, catalogue: 0.25, "catalogue-db": 0.2 },
        },
    },
};

const LIMITS: Record<Tier, number> = { "front-end": 300, catalogue: 200, "catalogue-db": 500 };

function facts(changes: Partial<SizingFacts> = {}): SizingFacts {
    return {
        pace: "documented",
        calibration: CALIBRATION,
        tier: (name) => ({
            image: CALIBRATION.tiers[name].image,
            cpuLimitMilli: LIMITS[name],
        }),
        cpuShare: 1,
        ...changes,
    };
}

function size(load: object, changes: Partial<SizingFacts> = {}): SizedLoad {
    return sizeLoad("try", Load.parse(load), facts(changes));
}

function errorOf(load: object, changes: Partial<SizingFacts>): LabError["parts"] {
    try {
        size(load, changes);
    } catch (error) {
        assert.ok(error instanceof LabError, String(error));
        return error.parts;
    }
    return assert.fail("it was accepted");
}

describe("sizeLoad", () => {
    it("takes users as they stand and asks for nothing else", () => {
        const nobody = (): never => assert.fail("a load with users asks for no tier");
        const load = { ...REST, duration: "3m", users: 30 };
        assert.deepEqual(size(load, { calibration: undefined, tier: nobody }), {
            profile: "mixed",
            users: 30,
            spawnRate: 50,
            durationSeconds: 180,
            waitMs: { min: 1000, max: 3000 },
            workers: 1,
            explanation: "load: 30 users of mixed for 180 s",
        });
    });

    it("takes the duration of the pace", () => {
        const load = { ...REST, users: 30, workers: 2 };
        assert.equal(size(load).durationSeconds, 480);
        const short = size(load, { pace: "short" });
        assert.equal(short.durationSeconds, 90);
        assert.equal(short.explanation, "load: 30 users of mixed for 90 s on 2 workers");
    });

    it("gives as many users as ask that often, each pausing and waiting in turn", () => {
        const { users, explanation } = size(SATURATION);
        // 2 × 600 requests/s × (2 s pause + 4 ms answer).
        assert.equal(users, 2405);
        assert.equal(
            explanation,
            "load: 2405 users of mixed for 480 s (2 × the 600 requests/s that front-end answers at 300m, calibrated 2026-11-20)",
        );
    });

    it("scales with the CPU limit that the faults leave", () => {
        const tier = (): { image: string; cpuLimitMilli: number } => ({
            image: CALIBRATION.tiers["front-end"].image,
            cpuLimitMilli: 150,
        });
        const { users, explanation } = size(SATURATION, { tier });
        assert.equal(users, 1203);
        assert.match(explanation, /2 × the 300 requests\/s that front-end answers at 150m/);
    });

    it("is for another limit where it says so, at the share that the baseline gives", () => {
        const saturation = { of: "front-end", times: 2, cpuLimit: "100m" };
        // 100m of the calibrated 300m: 200 requests/s; 2 × 200 × 2.004 s, rounded up.
        assert.equal(size({ ...SATURATION, saturation }).users, 802);
        const { tiers } = CALIBRATION;
        const halved = { ...tiers["front-end"], cpuLimitMilli: 150 };
        const calibration = { ...CALIBRATION, tiers: { ...tiers, "front-end": halved } };
        assert.match(
            size({ ...SATURATION, saturation }, { calibration, cpuShare: 0.5 }).explanation,
            /2 × the 200 requests\/s that front-end answers at 50m/,
        );
    });

    it("goes by the costs of the load's own profile", () => {
        const sale = { ...SATURATION, profile: "flash-sale", waitMs: { min: 500, max: 1500 } };
        // 300m / 0.6 ms = 500 requests/s; 2 × 500 × 1.01 s.
        assert.equal(size(sale).users, 1010);
        const ofCatalogue = { ...SATURATION, saturation: { of: "catalogue", times: 1 } };
        // 200m / 0.25 ms = 800 requests/s × 2.004 s, rounded up.
        assert.equal(size(ofCatalogue).users, 1604);
    });

    it("goes by the front-end's cost where it was never brought to its limit", () => {
        const { knee: _knee, ...calibration } = CALIBRATION;
        // 300m / 0.4 ms = 750 requests/s.
        assert.equal(size(SATURATION, { calibration }).users, 3006);
    });

    const where = "stacks/Pulumi.try.yaml, sock-shop:load.saturation";
    const stale = {
        where,
        allowed: "a calibration of front-end as it is now, on this machine",
        cure: "npm run calibrate (4 to 5 minutes, on a healthy baseline), or give users instead",
    };

    it("refuses a saturation without a calibration", () => {
        assert.deepEqual(errorOf(SATURATION, { calibration: undefined }), {
            ...stale,
            found: "no calibration: nobody measured this machine yet",
        });
    });

    it("refuses a calibration of another image", () => {
        const tier = (): { image: string; cpuLimitMilli: number } => ({
            image: "sock-shop-lab/shop:newer",
            cpuLimitMilli: 300,
        });
        assert.deepEqual(errorOf(SATURATION, { tier }), {
            ...stale,
            found: "a calibration of image sock-shop-lab/shop:content, but front-end runs sock-shop-lab/shop:newer",
        });
    });

    it("refuses a calibration at another baseline limit", () => {
        const { tiers } = CALIBRATION;
        const frontEnd = { ...tiers["front-end"], cpuLimitMilli: 400 };
        const calibration = { ...CALIBRATION, tiers: { ...tiers, "front-end": frontEnd } };
        assert.deepEqual(errorOf(SATURATION, { calibration }), {
            ...stale,
            found: "a calibration at a CPU limit of 400m, but the baseline gives front-end 300m",
        });
        assert.equal(
            errorOf(SATURATION, { cpuShare: 0.5 }).found,
            "a calibration at a CPU limit of 300m, but the baseline gives front-end 150m",
        );
    });

    it("refuses more users than a load may have", () => {
        const load = { ...SATURATION, saturation: { of: "catalogue-db", times: 2 } };
        assert.deepEqual(errorOf(load, {}), {
            where,
            found: "2 × the 2500 requests/s that catalogue-db answers at 500m: 10020 users",
            allowed: "at most 5000 users",
            cure: "lower times, shorten waitMs, or let a fault lower the CPU limit of catalogue-db; then run pulumi preview --stack try",
        });
    });
});
