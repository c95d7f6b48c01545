import { LabError } from "../../../components/kit/error.ts";
import type { KubeClient } from "../../../components/kube/client.ts";
import type { ProfileFigures } from "../../../load/calibration.ts";
import { costOf, type Cost, type CpuReading } from "../../../load/cost.ts";
import { type CalibratedProfile, TIERS, type Tier } from "../../../load/load.schema.ts";
import type { LoadLog, LoadTick } from "../../../load/load-log.ts";
import type { LoadObjectsArgs } from "../../../load/load-objects.ts";
import { profileFiles, rampFile } from "../../../load/profile-files.ts";
import { runLoad } from "../../../load/run-load.ts";
import { sampleUse } from "../limits/kubelet.ts";

/** What one load showed. */
export interface Measured {
    ticks: LoadTick[];
    failures: number;
    /** Highest working set of each tier meanwhile, in mebibytes. */
    peakMi: Record<Tier, number>;
}

/** What a request of a profile costs. */
export interface Costs {
    figures: ProfileFigures;
}

/** Runs a load and tells of each of its lines of figures. */
export type Measure<T> = (
    kube: KubeClient,
    load: LoadObjectsArgs,
    look: (tick: LoadTick) => void,
    signal?: AbortSignal,
) => Promise<T>;

/** How long a steady load lasts at first: the kubelet's readings are up to 18 s apart, and two of each tier are needed. */
const STEADY_SECONDS = 44;
/** A slow start, so that there are lines of figures of a shop that few ask. */
const STEADY_SPAWN_RATE = 40;

/** Name of a calibration's load in the cluster. */
export function loadName(profile: CalibratedProfile): string {
    return `calibrate-${profile}`;
}

/** A load that grows until the shop gives way. */
export function rampOf(profile: CalibratedProfile, image: string): LoadObjectsArgs {
    return {
        name: loadName(profile),
        labels: {},
        image,
        files: { ...profileFiles(profile), ...rampFile() },
        entry: ["locustfile.py", "ramp.py"],
        // Users, rate and time are the ramp's own.
        load: {
            users: 1,
            spawnRate: 100,
            durationSeconds: 120,
            workers: 1,
            waitMs: WAIT_MS[profile],
        },
    };
}

/** A load of so many requests a second, well below what the shop can answer. */
export function steadyLoad(
    profile: CalibratedProfile,
    image: string,
    requestsPerSecond: number,
): LoadObjectsArgs {
    const waitMs = WAIT_MS[profile];
    return {
        name: loadName(profile),
        labels: {},
        image,
        files: profileFiles(profile),
        // Time for shoppers to empty their carts.
        stopTimeoutSeconds: 10,
        load: {
            users: Math.ceil((requestsPerSecond * (waitMs.min + waitMs.max)) / 2000),
            spawnRate: STEADY_SPAWN_RATE,
            durationSeconds: STEADY_SECONDS,
            workers: 1,
            waitMs,
        },
    };
}

/** The same load for twice as long: a kubelet that has much to do reads less often. */
export function longer(load: LoadObjectsArgs): LoadObjectsArgs {
    return { ...load, load: { ...load.load, durationSeconds: 2 * load.load.durationSeconds } };
}

/** The documented pauses (spec incidents.md, incidents 8, 4 and 1). */
const WAIT_MS: Record<CalibratedProfile, { min: number; max: number }> = {
    browse: { min: 500, max: 1500 },
    mixed: { min: 1000, max: 3000 },
    "flash-sale": { min: 500, max: 1500 },
};

/** The kubelet said too little of a load to tell what it costs: another run may do better. */
export class TooFewReadings extends LabError {}

/** Runs a load that grows: how far it got, and what memory it took. */
export const measureRamp: Measure<Measured> = async (...args) => (await watched(...args)).measured;

/** Runs a load and reads what it costs the tiers. @throws TooFewReadings where the kubelet said too little */
export const measure: Measure<Measured & Costs> = async (...args) => {
    const { measured, readings } = await watched(...args);
    const costs = Object.fromEntries(
        TIERS.map((tier) => [tier, requireCost(tier, costOf(measured.ticks, readings[tier]))]),
    ) as Record<Tier, Cost>;
    const cpuMsPerRequest = Object.fromEntries(
        TIERS.map((tier) => [tier, costs[tier].cpuMsPerRequest]),
    ) as Record<Tier, number>;
    const figures = {
        restMs: atRest(measured.ticks),
        requestsPerSecond: costs["front-end"].requestsPerSecond,
        cpuMsPerRequest,
    };
    return { ...measured, figures };
};

type Readings = Record<Tier, CpuReading[]>;

const watched: Measure<{ measured: Measured; readings: Readings }> = async (
    kube,
    load,
    look,
    signal,
) => {
    const readings: Readings = {
        "front-end": [],
        catalogue: [],
        "catalogue-db": [],
    };
    const peakMi: Record<Tier, number> = { "front-end": 0, catalogue: 0, "catalogue-db": 0 };
    let seen = 0;
    const sample = async (log: LoadLog): Promise<void> => {
        // A busy kubelet is asked again in a second; too few readings are told of at the end.
        for (const use of await sampleUse(kube).catch(() => [])) {
            const tier = TIERS.find((one) => one === use.name);
            if (tier === undefined) continue;
            peakMi[tier] = Math.max(peakMi[tier], use.workingSetMi);
            if (readings[tier].at(-1)?.timeMs !== use.timeMs) readings[tier].push(use);
        }
        for (; seen < log.ticks.length; seen++) {
            const tick = log.ticks[seen];
            if (tick !== undefined) look(tick);
        }
    };
    const { ticks, report } = await runLoad(kube, load, sample, signal);
    return { measured: { ticks, failures: report?.total.failures ?? 0, peakMi }, readings };
};

/** Answer times while few ask: the second and third line; in the first, visitors still connect. */
function atRest(ticks: readonly LoadTick[]): ProfileFigures["restMs"] {
    const few = ticks.slice(1, 3);
    const mean = (values: (number | null)[]): number =>
        values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / values.length;
    return { mean: mean(few.map((tick) => tick.meanMs)), p95: mean(few.map((tick) => tick.p95Ms)) };
}

function requireCost(tier: Tier, cost: Cost | undefined): Cost {
    if (cost !== undefined) return cost;
    throw new TooFewReadings({
        where: "kubelet, /stats/summary",
        found: `fewer than two readings of ${tier} from one run of it while the load was on`,
        allowed: "a reading every 18 s or more often, and no restart",
        cure: "free the machine, then npm run calibrate again",
    });
}
