import { setTimeout } from "node:timers/promises";
import type { Clock } from "./senses.ts";

/** Time as it passes. */
export const CLOCK: Clock = {
    now: () => Date.now(),
    pause: (ms, signal) => setTimeout(ms, undefined, signal === undefined ? {} : { signal }),
};
