import { z } from "zod";
import { Duration } from "../components/kit/scalars.ts";

/** The profiles in `load/profiles/`, by file name. */
export const PROFILES = ["browse", "checkout"] as const;

/**
 * A load as a stack file gives it. It starts only after the faults have landed and ends by itself.
 * Bounds keep a slip of the pen from taking the machine: 3000 users are what 2 cores hold.
 */
export const Load = z.strictObject({
    profile: z.enum(PROFILES),
    /** Simulated users at the same time, 1 to 3000. */
    users: z.int().min(1).max(3000),
    /** Users started per second, 1 to 500. */
    spawnRate: z.int().min(1).max(500),
    /** How long it runs, 10s to 60m. */
    duration: Duration.refine((value) => {
        const amount = Number.parseInt(value, 10) * (value.endsWith("m") ? 60 : 1);
        return amount >= 10 && amount <= 3600;
    }, "between 10s and 60m"),
    /** Pause of a user between two requests, drawn evenly between the two, in milliseconds. */
    waitMs: z
        .strictObject({ min: z.int().min(0).max(60_000), max: z.int().min(0).max(60_000) })
        .refine((wait) => wait.min <= wait.max, "min may not be above max"),
});
export type Load = z.infer<typeof Load>;
