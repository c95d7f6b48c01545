import { answerOf } from "../answer/keys.ts";
import { INCIDENTS } from "../catalog.ts";
import { draw } from "../keeper/draw.ts";

/** The incidents that a seed can stand for: those in which something is broken. */
export const DRILLED: readonly string[] = INCIDENTS.filter((id) => answerOf(id).causes.length > 0);

/** The incident of a seed, always the same. */
export function pick(seed: number): string {
    return DRILLED[draw(seed, "drill", DRILLED.length)] ?? "";
}
