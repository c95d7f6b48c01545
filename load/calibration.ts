import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { LabError } from "../components/kit/error.ts";
import type { CalibratedProfile, Tier } from "./load.schema.ts";

const positive = z.number().positive();

/** What a profile costs, for one of its requests on the average of its weights. */
const ProfileFigures = z.strictObject({
    /** Answer times while next to nobody asks, in milliseconds. */
    restMs: z.strictObject({ mean: positive, p95: positive }),
    /** Requests a second at which the costs were taken. */
    requestsPerSecond: positive,
    /** CPU time a request takes of each tier, in milliseconds: at a limit of L milli it answers L / cost a second. */
    cpuMsPerRequest: z.strictObject({
        "front-end": positive,
        catalogue: positive,
        "catalogue-db": positive,
    } satisfies Record<Tier, typeof positive>),
});
export type ProfileFigures = z.infer<typeof ProfileFigures>;

const TierFacts = z.strictObject({
    image: z.string().min(1),
    cpuLimitMilli: positive,
    /** Working set before the loads and the highest seen under `mixed`, in mebibytes. */
    workingSetMi: z.strictObject({ rest: positive, load: positive }),
});

/** What this machine's shop can answer, as `npm run calibrate` found it. */
export const Calibration = z.strictObject({
    version: z.literal(1),
    /** UTC, ISO 8601. */
    takenAt: z.iso.datetime(),
    machine: z.strictObject({ cores: z.int().positive(), cpuModel: z.string() }),
    /** Kubernetes, program and load image that the figures were taken with: for people, nobody compares them. */
    versions: z.record(z.string(), z.string()),
    tiers: z.strictObject({
        "front-end": TierFacts,
        catalogue: TierFacts,
        "catalogue-db": TierFacts,
    } satisfies Record<Tier, typeof TierFacts>),
    /** Where the front-end gave way under `mixed`; absent where the most users of a load did not bring it there. */
    knee: z
        .strictObject({
            /** The most it answered over some seconds. */
            requestsPerSecond: positive,
            users: z.int().positive(),
            p95Ms: positive,
        })
        .optional(),
    profiles: z.strictObject({
        browse: ProfileFigures,
        mixed: ProfileFigures,
        "flash-sale": ProfileFigures,
    } satisfies Record<CalibratedProfile, typeof ProfileFigures>),
});
export type Calibration = z.infer<typeof Calibration>;

/** Beside the state: git-ignored, and of this machine alone. */
export const CALIBRATION_FILE = join(import.meta.dirname, "../.state/calibration.json");

/** What the figures hold for. */
export function thisMachine(): Calibration["machine"] {
    const all = cpus();
    return { cores: all.length, cpuModel: all[0]?.model ?? "unknown" };
}

/**
 * The calibration of this machine.
 * @returns undefined where there is none
 * @throws LabError for a file that can't be read as one, and for one of another machine
 */
export function readCalibration(
    file = CALIBRATION_FILE,
    machine = thisMachine(),
): Calibration | undefined {
    const refuse = (found: string): LabError =>
        new LabError({
            where: file,
            found,
            allowed: "the figures of npm run calibrate, taken on this machine",
            cure: "npm run calibrate",
        });
    let text: string;
    try {
        text = readFileSync(file, "utf8");
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
    }
    const parsed = Calibration.safeParse(decode(text));
    if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw refuse(`${issue?.path.join(".") || "the file"}: ${issue?.message ?? "unreadable"}`);
    }
    const { cores, cpuModel } = parsed.data.machine;
    if (cores !== machine.cores || cpuModel !== machine.cpuModel) {
        throw refuse(
            `a calibration of ${cores} × ${cpuModel}; this machine has ${machine.cores} × ${machine.cpuModel}`,
        );
    }
    return parsed.data;
}

/** Writes it in one step: whoever reads meanwhile finds the old one or the new one. */
export function writeCalibration(calibration: Calibration, file = CALIBRATION_FILE): void {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
        `${file}.new`,
        `${JSON.stringify(Calibration.parse(calibration), undefined, 4)}\n`,
    );
    renameSync(`${file}.new`, file);
}

function decode(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
