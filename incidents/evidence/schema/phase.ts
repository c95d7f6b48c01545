import { z } from "zod";

/**
 * The parts of a run, in their order. `load` lasts from the applied incident to its signature, `red` from there to
 * the recovery (of a control, where nothing is broken: from the seen load).
 */
export const PHASES = ["baseline", "apply", "load", "red", "destroy", "green", "equal"] as const;
export const Phase = z.enum(PHASES);
export type Phase = z.infer<typeof Phase>;

/** Which side of the incident a record is from. */
export const Moment = z.enum(["before", "during", "after"]);
export type Moment = z.infer<typeof Moment>;

/** The side of the incident that a phase is on. */
export function momentOf(phase: Phase): Moment {
    if (phase === "baseline") return "before";
    return phase === "apply" || phase === "load" || phase === "red" ? "during" : "after";
}
