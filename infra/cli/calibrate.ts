import { readFileSync } from "node:fs";
import { LabError } from "../../components/kit/error.ts";
import { SHOP_NAMESPACE } from "../../components/kit/labels.ts";
import { KubeClient } from "../../components/kube/client.ts";
import { samplePods } from "../../incidents/witness/samples.ts";
import {
    type Calibration,
    CALIBRATION_FILE,
    thisMachine,
    writeCalibration,
} from "../../load/calibration.ts";
import { findKnee, type Knee } from "../../load/knee.ts";
import {
    CALIBRATED_PROFILES,
    type CalibratedProfile,
    type Tier,
    TIERS,
} from "../../load/load.schema.ts";
import type { LoadTick } from "../../load/load-log.ts";
import type { LoadObjectsArgs } from "../../load/load-objects.ts";
import { removeLoad } from "../../load/run-load.ts";
import { healthyTiers, type LiveTier } from "./calibrate/ground.ts";
import {
    loadName,
    type Costs,
    longer,
    type Measure,
    measure,
    type Measured,
    measureRamp,
    rampOf,
    steadyLoad,
    TooFewReadings,
} from "./calibrate/measure.ts";
import { calibrationTable } from "./calibrate/table.ts";
import { baselineOutputs } from "./engine.ts";
import { sampleUse } from "./limits/kubelet.ts";

const BASELINE = "baseline";

/** Share of the front-end's capacity that the steady loads ask: much above what runs anyway, far from the knee. */
const STEADY_SHARE = 0.4;

/** Runs of a load until its figures are given up: a hiccup of the machine spoils one. */
const RUNS = 3;

/** Of its limit, by its cost: a front-end that gives way below it was not what gave way. */
const LEAST_SHARE_AT_KNEE = 0.8;

/**
 * Measures what the shop can answer on this machine and keeps it beside the state, for loads that are
 * given as a saturation. Takes four to five minutes, longer where a load has to run again, and
 * leaves the shop as it was.
 *
 * @param isBusy the machine never does nothing else: what answered the most of some loads is taken as the
 *     front-end's, also where it was the machine that gave way
 * @throws LabError where the baseline isn't up and healthy, or the figures would be those of something else
 */
export async function calibrate(isBusy = false): Promise<number> {
    const { loadImage, cpuShare, kubeconfig, context } = await baselineOutputs(BASELINE, [
        "kubeconfig",
        "context",
        "loadImage",
        // A baseline of before it has no account for a load's pods.
        "loadAccount",
        "cpuShare",
    ]);
    const kube = new KubeClient({ kubeconfig, context });
    const interruption = new AbortController();
    const interrupt = (): void => interruption.abort(disturbed("interrupted"));
    process.once("SIGINT", interrupt);
    process.once("SIGTERM", interrupt);
    try {
        const calibration = await measureShop(
            kube,
            loadImage,
            Number(cpuShare),
            isBusy,
            interruption.signal,
        );
        writeCalibration(calibration);
        process.stdout.write(`${calibrationTable(calibration)}\n\nkept in ${CALIBRATION_FILE}\n`);
        return 0;
    } finally {
        process.off("SIGINT", interrupt);
        process.off("SIGTERM", interrupt);
        kube.close();
    }
}

async function measureShop(
    kube: KubeClient,
    image: string,
    cpuShare: number,
    isBusy: boolean,
    signal: AbortSignal,
): Promise<Calibration> {
    const started = Date.now();
    const takenAt = new Date(started).toISOString();
    // What a calibration that was killed may have left.
    await Promise.all(CALIBRATED_PROFILES.map((profile) => removeLoad(kube, loadName(profile))));
    const tiers = await healthyTiers(kube, BASELINE, cpuShare);
    const restarts = await restartsOf(kube);
    const restMi = await workingSets(kube);
    const run = async <T>(
        load: LoadObjectsArgs,
        what: string,
        measured: Measure<T>,
        attempt = 1,
    ): Promise<T> => {
        say(`${((Date.now() - started) / 1000).toFixed(0)} s: ${what}`);
        let lines = 0;
        try {
            const look = (tick: LoadTick): void => {
                if (++lines % 5 !== 0) return;
                const p95 = tick.p95Ms === null ? "no answer" : `p95 ${tick.p95Ms} ms`;
                say(`    ${tick.users} users, ${tick.rps.toFixed(0)} requests/s, ${p95}`);
            };
            return await measured(kube, load, look, signal);
        } catch (error) {
            if (!(error instanceof TooFewReadings) || attempt === RUNS) throw error;
            say(`    ${error.parts.found}: once more, for longer`);
            return await run(longer(load), what, measured, attempt + 1);
        }
    };
    const grow = rampOf("mixed", image);
    const what = "mixed, more users until the shop gives way";
    const climb = async (): Promise<Ramp> => {
        const measured = await run(grow, what, measureRamp);
        return { ...measured, knee: findKnee(measured.ticks) };
    };
    let ramp = await climb();
    // Without a knee it grew to the most users there may be, and its last lines are what they were answered.
    const asked = ramp.knee?.requestsPerSecond ?? highestRate(ramp.ticks);
    const steadily = async (profile: CalibratedProfile): Promise<Measured & Costs> =>
        await run(steadyLoad(profile, image, STEADY_SHARE * asked), `${profile}, steady`, measure);
    const mixed = await steadily("mixed");
    const used = (one: Knee): number => one.requestsPerSecond / byCost(mixed, tiers["front-end"]);
    for (let runs = 1; ramp.knee !== undefined; runs++) {
        const share = used(ramp.knee);
        if (share >= LEAST_SHARE_AT_KNEE) break;
        const found = notTheFrontEnd(ramp.knee, share);
        if (runs === RUNS) {
            if (!isBusy) throw disturbed(found, IF_ALWAYS_BUSY);
            say(`    ${found}: taken, since the machine is said to be busy`);
            break;
        }
        say(`    ${found}: once more`);
        ramp = higher(ramp, await climb());
    }
    const { knee } = ramp;
    const browse = await steadily("browse");
    const sale = await steadily("flash-sale");
    for (const [profile, { failures }] of Object.entries({ ramp, mixed, browse, sale })) {
        if (failures > 0) throw disturbed(`${failures} failed requests under ${profile}`);
    }
    const after = await restartsOf(kube);
    const gone = restarts.filter((one) => !after.includes(one));
    const come = after.filter((one) => !restarts.includes(one));
    if (gone.length + come.length > 0) {
        throw disturbed(`restarts: ${gone.join(", ")} before, ${come.join(", ")} after`);
    }
    return {
        version: 1,
        takenAt,
        machine: thisMachine(),
        versions: { kubernetes: await serverVersion(kube), lab: labVersion(), load: image },
        tiers: perTier((tier) => ({
            ...tiers[tier],
            workingSetMi: { rest: restMi[tier], load: ramp.peakMi[tier] },
        })),
        ...(knee === undefined ? {} : { knee }),
        profiles: { browse: browse.figures, mixed: mixed.figures, "flash-sale": sale.figures },
    };
}

/** Requests a second that the front-end answers at its limit, by what one costs it. */
function byCost({ figures }: Costs, { cpuLimitMilli }: LiveTier): number {
    return cpuLimitMilli / figures.cpuMsPerRequest["front-end"];
}

/** The highest rate of a load's lines of figures. */
function highestRate(ticks: readonly LoadTick[]): number {
    return Math.max(...ticks.map((tick) => tick.rps));
}

/** A load that grew, and where the shop gave way under it. */
type Ramp = Measured & { knee: Knee | undefined };

/** Of two ramps the one that got further; one that met no knee got furthest. */
function higher(one: Ramp, other: Ramp): Ramp {
    const rate = ({ knee }: Ramp): number => knee?.requestsPerSecond ?? Infinity;
    return rate(other) > rate(one) ? other : one;
}

/** Says that it was not the front-end that gave way. */
function notTheFrontEnd({ requestsPerSecond }: Knee, share: number): string {
    return (
        `answers became slow at ${requestsPerSecond.toFixed(0)} requests/s, ` +
        `where the front-end used ${(share * 100).toFixed(0)} % of its limit`
    );
}

const IF_ALWAYS_BUSY = "; where the machine is always as busy, npm run calibrate -- --busy";

function disturbed(found: string, otherwise = ""): LabError {
    return new LabError({
        where: "npm run calibrate",
        found,
        allowed: "a machine that does nothing else, and a shop that is healthy throughout",
        cure: `end what else runs (docker stats, top), then npm run calibrate again${otherwise}`,
    });
}

/** The shop's pods, each with its count of restarts. */
async function restartsOf(kube: KubeClient): Promise<string[]> {
    const pods = (await samplePods(kube)).filter((pod) => pod.namespace === SHOP_NAMESPACE);
    return pods.map(({ name, restarts }) => `${name} (${restarts})`).sort();
}

async function workingSets(kube: KubeClient): Promise<Record<Tier, number>> {
    const uses = await sampleUse(kube);
    return perTier((tier) => uses.find((use) => use.name === tier)?.workingSetMi ?? Number.NaN);
}

function perTier<T>(of: (tier: Tier) => T): Record<Tier, T> {
    return Object.fromEntries(TIERS.map((tier) => [tier, of(tier)])) as Record<Tier, T>;
}

async function serverVersion(kube: KubeClient): Promise<string> {
    return (await kube.json<{ gitVersion: string }>("GET", "/version")).gitVersion;
}

function labVersion(): string {
    return (JSON.parse(readFileSync("package.json", "utf8")) as { version: string }).version;
}

function say(line: string): void {
    process.stderr.write(`${line}\n`);
}
