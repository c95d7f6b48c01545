import { StoreLost } from "./store-lost.ts";

/** Runs a call when all earlier ones of the same key are done. */
export type InTurn = <T>(key: string, call: () => Promise<T>) => Promise<T>;

/**
 * Queues by key. FerretDB updates a document by reading it and writing it back, so two updates of one
 * document at the same time lose one; within a process this keeps them apart.
 *
 * A lost store fails all that wait, too: each waiting its own ten seconds, one after the other, would
 * keep the last for minutes.
 */
export function inTurn(): InTurn {
    const tails = new Map<string, Promise<unknown>>();
    return async (key, call) => {
        const before = tails.get(key);
        const result = after(before, call);
        tails.set(key, result);
        try {
            return await result;
        } finally {
            if (tails.get(key) === result) tails.delete(key);
        }
    };
}

async function after<T>(before: Promise<unknown> | undefined, call: () => Promise<T>): Promise<T> {
    try {
        await before;
    } catch (error) {
        if (error instanceof StoreLost) throw error;
    }
    return call();
}
