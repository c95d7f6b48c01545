import { AUTOSCALING_SIGNALS } from "./autoscaling.ts";
import { CHECKOUT_SIGNALS } from "./checkout.ts";
import { CATALOGUE_SIGNALS } from "./database.ts";
import { FRONT_END_SIGNALS } from "./front-end.ts";
import { ORDER_SIGNALS } from "./orders.ts";
import { PLATFORM_SIGNALS } from "./platform.ts";
import { POD_SIGNALS } from "./pods.ts";
import { QUEUE_SIGNALS } from "./queue.ts";
import type { Signal } from "./signal.ts";

/** Every signal of the lab; a new one is an entry in its group's file. */
export const SIGNALS: readonly Signal[] = [
    ...FRONT_END_SIGNALS,
    ...CATALOGUE_SIGNALS,
    ...ORDER_SIGNALS,
    ...CHECKOUT_SIGNALS,
    ...QUEUE_SIGNALS,
    ...POD_SIGNALS,
    ...AUTOSCALING_SIGNALS,
    ...PLATFORM_SIGNALS,
];

/** The signal of that name, or undefined. */
export function findSignal(name: string): Signal | undefined {
    return SIGNALS.find((signal) => signal.name === name);
}
