import { LabError } from "../../components/kit/error.ts";
import { KubeClient } from "../../components/kube/client.ts";
import type { KubeTarget } from "../../components/kube/credentials.ts";
import { type LiveShop, readLiveShop } from "../../incidents/faults/live-shop.ts";
import { type Calibration, readCalibration } from "../../load/calibration.ts";
import type { Tier } from "../../load/load.schema.ts";
import { stalenessOf, UNMEASURED } from "../../load/stale.ts";
import type { IncidentConfig } from "../config/schema.ts";
import { liveContainer } from "./calibrate/ground.ts";
import { calibrate } from "./calibrate.ts";
import { baselineOutputs } from "./engine.ts";

/** An incident whose load can't be sized, and why. */
export interface Unsized {
    incident: string;
    found: string;
}

/** What a calibration depends on. */
export interface TiersNow {
    /** Image that a tier runs; undefined where it is missing, which the proof's first point says. */
    imageOf: (tier: Tier) => string | undefined;
    cpuShare: number;
}

/** A live cluster answers in milliseconds; a stopped one is started by the proof's first point. */
const ANSWER_TIMEOUT_MS = 5_000;

/**
 * Measures this machine where one of these loads is given in what the shop can answer, and the figures
 * are missing or those of another shop. Once, up front: each incident would find out for itself at its
 * `up`, after another baseline proven green.
 *
 * @param json true where stdout is for JSON: then it refuses
 */
export async function ensureCalibration(
    configs: readonly IncidentConfig[],
    baseline: string,
    cluster: KubeTarget,
    json: boolean,
    say: (line: string) => void,
): Promise<void> {
    if (!configs.some(isSaturated)) return;
    const calibration = readCalibration();
    const now = calibration && (await tiersNow(baseline, cluster, say));
    const unsized = firstUnsized(configs, calibration, now);
    if (unsized === undefined) return;
    const { incident, found } = unsized;
    if (json) {
        throw new LabError({
            where: "--json",
            found: `${found}; the load of ${incident} is sized by it`,
            allowed: "a calibration of the shop as it is now: its table would stand among the JSON",
            cure: "npm run calibrate",
        });
    }
    say(`the load of ${incident} is sized by npm run calibrate, which runs first: ${found}`);
    await calibrate();
}

/**
 * The first incident whose load that calibration doesn't size, or undefined.
 * @param now undefined where nobody knows: then any calibration will do
 */
export function firstUnsized(
    configs: readonly IncidentConfig[],
    calibration: Calibration | undefined,
    now: TiersNow | undefined,
): Unsized | undefined {
    for (const { incident, load } of configs) {
        if (load?.saturation === undefined) continue;
        if (calibration === undefined) return { incident, found: UNMEASURED };
        const { of } = load.saturation;
        const image = now?.imageOf(of);
        if (now === undefined || image === undefined) continue;
        const found = stalenessOf(calibration, of, image, now.cpuShare);
        if (found !== undefined) return { incident, found };
    }
    return undefined;
}

function isSaturated({ load }: IncidentConfig): boolean {
    return load?.saturation !== undefined;
}

async function tiersNow(
    baseline: string,
    cluster: KubeTarget,
    say: (line: string) => void,
): Promise<TiersNow | undefined> {
    const { cpuShare } = await baselineOutputs(baseline, ["cpuShare"]);
    const kube = new KubeClient(cluster, ANSWER_TIMEOUT_MS);
    let shop: LiveShop;
    try {
        shop = await readLiveShop(kube);
    } catch (error) {
        const found = (error as Error).message;
        say(`the cluster doesn't answer, so the calibration is looked at by each up: ${found}`);
        return undefined;
    } finally {
        kube.close();
    }
    return { imageOf: (tier) => liveContainer(shop, tier)?.image, cpuShare: Number(cpuShare) };
}
