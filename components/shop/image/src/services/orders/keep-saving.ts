import { setTimeout as pause } from "node:timers/promises";
import { ConstantBackoff, TimeoutStrategy, handleAll, retry, timeout, wrap } from "cockatiel";
import type { OrderLog } from "./order-log.ts";
import type { Order } from "./order.ts";
import type { OrderStore } from "./store.ts";

/** How hard to try. */
export interface Patience {
    /** Between two tries. */
    pauseMs: number;
    /** In all. */
    limitMs: number;
    /** After a disturbance, how long the store has for late writes before it is read again. */
    confirmMs: number;
    /** Aborted when the process must end: what is not saved by then is logged at once. */
    giveUp?: AbortSignal;
}

/** Long enough for a store that is restarted, below what a browser waits. */
export const PATIENCE: Patience = { pauseMs: 500, limitMs: 60_000, confirmMs: 1000 };

/** Saves an order whose state must not be lost; false when the store stayed away, which is logged. */
export type KeepSaving = (order: Order) => Promise<boolean>;

/**
 * Tries again until the store has the order or the patience ends. One for each order.
 *
 * A write that seemed to fail may still be carried out, by a store that was only frozen, and FerretDB
 * updates a document by reading it and writing it back: such a late PAID then undoes a SHIPPED. So from
 * the first failed write on, the order is read again before it counts as saved.
 */
export function keepSaving(store: OrderStore, log: OrderLog, patience: Patience): KeepSaving {
    const { pauseMs, limitMs, confirmMs, giveUp } = patience;
    const policy = wrap(
        timeout(limitMs, TimeoutStrategy.Aggressive),
        retry(handleAll, { maxAttempts: Infinity, backoff: new ConstantBackoff(pauseMs) }),
    );
    let isDisturbed = false;
    const save = async (order: Order): Promise<void> => {
        await store.save(order);
        if (!isDisturbed) return;
        await pause(confirmMs);
        const found = await store.get(order.id);
        if (found?.status !== order.status) throw new Error(`it was found ${found?.status}`);
    };
    return async (order) => {
        let said = "";
        try {
            await policy.execute(async ({ signal }) => {
                await save(order).catch((error: unknown) => {
                    isDisturbed = true;
                    const reason = String(error);
                    if (said === "" && !signal.aborted) log.saveFailed(order, reason);
                    said = reason;
                    throw error;
                });
            }, giveUp);
            return true;
        } catch {
            log.lost(order, said || "no answer");
            return false;
        }
    };
}
