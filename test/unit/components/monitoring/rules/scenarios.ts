import { CHECKOUT_SCENARIOS } from "./checkout-scenarios.ts";
import { FRONT_END_SCENARIOS } from "./front-end-scenarios.ts";
import { NEAR_MISSES } from "./near-misses.ts";
import { QUEUE_SCENARIOS } from "./queue-scenarios.ts";
import type { Scenario } from "./scenario.ts";

/** All of them. */
export const SCENARIOS: readonly Scenario[] = [
    ...FRONT_END_SCENARIOS,
    ...CHECKOUT_SCENARIOS,
    ...QUEUE_SCENARIOS,
    ...NEAR_MISSES,
];
