import { LabError } from "../components/kit/error.ts";
import { cpuMilli } from "../components/kit/quantity.ts";
import { seconds } from "../components/kit/scalars.ts";
import { shareOf } from "../components/shop/cpu-share.ts";
import type { Calibration } from "./calibration.ts";
import { capacityRps } from "./capacity.ts";
import {
    type CalibratedProfile,
    type Load,
    MAX_USERS,
    MEASURED_AS,
    type Pace,
    type Profile,
    type Tier,
} from "./load.schema.ts";
import { requireFresh } from "./stale.ts";

/** A load in real numbers: what the generator is told. */
export interface SizedLoad {
    profile: Profile;
    users: number;
    /** Users started per second. */
    spawnRate: number;
    durationSeconds: number;
    waitMs: { min: number; max: number };
    workers: number;
    /** One line for people: the numbers and where they come from. */
    explanation: string;
}

/** What a load's size depends on besides its own figures. */
export interface SizingFacts {
    pace: Pace;
    /** Looked at only where the load is given as a saturation. */
    calibration: Calibration | undefined;
    /** A tier with the stack's faults laid over it; asked only where the load is given as a saturation. */
    tier: (name: Tier) => { image: string; cpuLimitMilli: number };
    /** Share of the documented CPU limits that the baseline gives. */
    cpuShare: number;
}

/**
 * The real numbers of a load.
 *
 * Each user asks, waits for the answer, and pauses; so R requests a second need R × (pause + answer time
 * at rest) users. Beyond the capacity answers take longer: the shop is asked as much as it can bear, and
 * the rest of the users wait.
 *
 * @throws LabError where a saturation can't be worked out: no calibration, a stale one, too many users
 */
export function sizeLoad(stack: string, load: Load, facts: SizingFacts): SizedLoad {
    const { profile, spawnRate, waitMs, workers } = load;
    const durationSeconds = durationOf(load, facts.pace);
    const { users, why } = usersOf(stack, load, facts);
    const on = workers === 1 ? "" : ` on ${workers} workers`;
    const explanation = `load: ${users} users of ${profile} for ${durationSeconds} s${on}${why}`;
    return { profile, users, spawnRate, durationSeconds, waitMs, workers, explanation };
}

/** How long a load runs at a pace, in seconds. */
export function durationOf({ duration }: Load, pace: Pace): number {
    return seconds(typeof duration === "string" ? duration : duration[pace]);
}

function usersOf(stack: string, load: Load, facts: SizingFacts): { users: number; why: string } {
    const { saturation } = load;
    if (saturation === undefined) {
        if (load.users === undefined) throw new Error("the schema asks for users or saturation");
        return { users: load.users, why: "" };
    }
    const { of, times } = saturation;
    const where = `stacks/Pulumi.${stack}.yaml, sock-shop:load.saturation`;
    const profile = calibrated(load.profile);
    const { image, cpuLimitMilli: limitAfterFaults } = facts.tier(of);
    const cpuLimitMilli =
        saturation.cpuLimit === undefined
            ? limitAfterFaults
            : shareOf(cpuMilli(saturation.cpuLimit), facts.cpuShare);
    const calibration = requireFresh(where, facts.calibration, of, image, facts.cpuShare);
    const capacity = capacityRps(calibration, profile, of, cpuLimitMilli);
    const pauseMs = (load.waitMs.min + load.waitMs.max) / 2;
    const answerMs = calibration.profiles[profile].restMs.mean;
    const users = Math.ceil((times * capacity * (pauseMs + answerMs)) / 1000);
    const what = `${times} × the ${capacity.toFixed(0)} requests/s that ${of} answers at ${cpuLimitMilli}m`;
    if (users > MAX_USERS) {
        throw new LabError({
            where,
            found: `${what}: ${users} users`,
            allowed: `at most ${MAX_USERS} users`,
            cure: `lower times, shorten waitMs, or let a fault lower the CPU limit of ${of}; then run pulumi preview --stack ${stack}`,
        });
    }
    return { users, why: ` (${what}, calibrated ${calibration.takenAt.slice(0, 10)})` };
}

function calibrated(profile: Profile): CalibratedProfile {
    const found = MEASURED_AS[profile];
    if (found === undefined) throw new Error(`the schema takes no saturation with ${profile}`);
    return found;
}
