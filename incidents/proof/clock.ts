import { setTimeout } from "node:timers/promises";
import type { Clock } from "./senses.ts";

/** Between two looks at an incident or at what comes of it. */
export const LOOK_PAUSE_MS = 1_000;

/** Time as it passes. */
export const CLOCK: Clock = {
    now: () => Date.now(),
    pause: (ms, signal) => setTimeout(ms, undefined, signal === undefined ? {} : { signal }),
};
