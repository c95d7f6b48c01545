import type { Line } from "../../../../../components/shop/image/src/services/carts/line.ts";
import type { CartStore } from "../../../../../components/shop/image/src/services/carts/store.ts";

/** Carts in memory. */
export interface FakeCarts extends CartStore {
    /** What every call rejects with, when set. */
    broken: Error | undefined;
    /** What a deletion rejects with, when set. */
    brokenRemove: Error | undefined;
    /** Run once each after a read, oldest first: what another process does meanwhile. */
    meanwhile: (() => unknown)[];
    /** Ids of the carts that exist. */
    ids: () => string[];
}

export function fakeCarts(): FakeCarts {
    const carts = new Map<string, { lines: readonly Line[]; revision: string }>();
    let writes = 0;
    const reach = async (): Promise<void> => {
        if (store.broken !== undefined) throw store.broken;
    };
    const store: FakeCarts = {
        broken: undefined,
        brokenRemove: undefined,
        meanwhile: [],
        ids: () => [...carts.keys()],
        read: async (customerId) => {
            await reach();
            const cart = carts.get(customerId) ?? { lines: [], revision: undefined };
            await store.meanwhile.shift()?.();
            return cart;
        },
        replace: async (customerId, lines, revision) => {
            await reach();
            if (carts.get(customerId)?.revision !== revision) return false;
            writes += 1;
            carts.set(customerId, { lines, revision: `r${writes}` });
            return true;
        },
        remove: async (customerId, revision) => {
            await reach();
            if (store.brokenRemove !== undefined) throw store.brokenRemove;
            const found = carts.get(customerId);
            const isWanted = revision === undefined || found?.revision === revision;
            return isWanted && carts.delete(customerId);
        },
        ping: reach,
        close: async () => {},
    };
    return store;
}
