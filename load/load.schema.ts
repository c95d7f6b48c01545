import { z } from "zod";
import { CpuQuantity, Duration, seconds } from "../components/kit/scalars.ts";

/** The profiles in `load/profiles/`, by file name. */
export const PROFILES = ["browse", "browse-and-buy", "mixed", "checkout", "flash-sale"] as const;
export type Profile = (typeof PROFILES)[number];

/** Profiles whose cost `npm run calibrate` measures; checkout isn't: it would leave orders behind. */
export const CALIBRATED_PROFILES = ["browse", "mixed", "flash-sale"] as const;
export type CalibratedProfile = (typeof CALIBRATED_PROFILES)[number];

/** By whose measured cost a profile's saturation is worked out: four buyers among hundreds weigh nothing. */
export const MEASURED_AS: Readonly<Partial<Record<Profile, CalibratedProfile>>> = {
    browse: "browse",
    "browse-and-buy": "browse",
    mixed: "mixed",
    "flash-sale": "flash-sale",
};

/** Parts of the shop whose capacity a load can be given in. */
export const TIERS = ["front-end", "catalogue", "catalogue-db"] as const;
export type Tier = (typeof TIERS)[number];

/** Which of a load's durations counts. */
export const Pace = z.enum(["documented", "short"]);
export type Pace = z.infer<typeof Pace>;

/** Most users of one load: the strongest form of the spec (incidents.md, incident 1: "5000 users at 500/s"). */
export const MAX_USERS = 5000;

/** Bounds of a load, for the stack file as for the policies. */
export const MAX_LOAD_SECONDS = 3600;
export const MAX_SPAWN_RATE = 500;
export const MAX_WORKERS = 8;

const LoadDuration = Duration.refine(
    (value) => seconds(value) >= 10 && seconds(value) <= MAX_LOAD_SECONDS,
    "between 10s and 60m",
);

/** How many users: a number, or as many as ask a multiple of what a tier can answer on this machine. */
const Saturation = z.strictObject({
    /** The tier whose measured capacity is meant. */
    of: z.enum(TIERS),
    /** How many times its capacity is asked for, 0.1 to 10. */
    times: z.number().min(0.1).max(10),
    /** CPU limit that its capacity is worked out for. Default: the one it has after the faults. */
    cpuLimit: CpuQuantity.optional(),
});

/**
 * A load as a stack file gives it. It starts only after the faults have landed and ends by itself.
 * Bounds keep a slip of the pen from taking the machine.
 */
export const Load = z
    .strictObject({
        profile: z.enum(PROFILES),
        /** Simulated users at the same time, 1 to 5000. Either this or `saturation`. */
        users: z.int().min(1).max(MAX_USERS).optional(),
        /** Needs the figures of `npm run calibrate`. Either this or `users`. */
        saturation: Saturation.optional(),
        /** Users started per second, 1 to 500. */
        spawnRate: z.int().min(1).max(MAX_SPAWN_RATE),
        /** How long it runs, 10s to 60m: one duration, or one for each pace. */
        duration: z.union([
            LoadDuration,
            z.strictObject({ documented: LoadDuration, short: LoadDuration }),
        ]),
        /** Pause of a user between two requests, drawn evenly between the two, in milliseconds. */
        waitMs: z
            .strictObject({ min: z.int().min(0).max(60_000), max: z.int().min(0).max(60_000) })
            .refine((wait) => wait.min <= wait.max, "min may not be above max"),
        /** Processes that the users are shared out to, 1 to 8; one takes a core at the most. Default 1. */
        workers: z.int().min(1).max(MAX_WORKERS).default(1),
    })
    .superRefine(({ users, saturation, profile }, context) => {
        if ((users === undefined) === (saturation === undefined)) {
            const input =
                users === undefined ? "neither users nor saturation" : { users, saturation };
            const message = "exactly one of users and saturation";
            context.addIssue({ code: "custom", input, message });
        }
        if (saturation !== undefined && MEASURED_AS[profile] === undefined) {
            context.addIssue({
                code: "custom",
                input: profile,
                path: ["profile"],
                message: `with saturation: ${Object.keys(MEASURED_AS).join(", ")}`,
            });
        }
    });
export type Load = z.infer<typeof Load>;
