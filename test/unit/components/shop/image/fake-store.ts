import type { SockRow } from "../../../../../components/shop/image/src/services/catalogue/sock.ts";
import type { SockStore } from "../../../../../components/shop/image/src/services/catalogue/store.ts";

/** Three socks are enough for every rule; the prices are what a 32-bit column gives back. */
export const ROWS: readonly SockRow[] = [
    row("a1", "Holy", Math.fround(99.99), "action,magic"),
    row("b2", "Crossed", Math.fround(17.32), "blue,red"),
    row("c3", "Super <XL>", 15, "blue,sport"),
];

/** A store in memory that can be told to fail or to wait. */
export interface FakeStore extends SockStore {
    /** While set, every call rejects with it, like a driver whose server is gone. */
    broken: Error | undefined;
    /** How many calls reached the store. */
    calls: number;
    /** While set, calls wait for it first. */
    gate: Promise<void> | undefined;
}

/** The filter of the tags is the SQL's: a sock's row lists only the tags that matched. */
export function fakeStore(): FakeStore {
    const reach = async (): Promise<void> => {
        store.calls += 1;
        await store.gate;
        if (store.broken !== undefined) {
            throw store.broken;
        }
    };
    const store: FakeStore = {
        broken: undefined,
        calls: 0,
        gate: undefined,
        list: async (tags) => {
            await reach();
            return matching(tags);
        },
        count: async (tags) => {
            await reach();
            return matching(tags).length;
        },
        get: async (id) => {
            await reach();
            return ROWS.find((sock) => sock.id === id);
        },
        tags: async () => {
            await reach();
            return ["brown", "geek"];
        },
        ping: reach,
        close: async () => {},
    };
    return store;
}

function matching(tags: readonly string[]): SockRow[] {
    return ROWS.flatMap((sock) => {
        const kept = sock.tagNames.split(",").filter((tag) => !tags.length || tags.includes(tag));
        return kept.length === 0 ? [] : [{ ...sock, tagNames: kept.join(",") }];
    });
}

function row(id: string, name: string, price: number, tagNames: string): SockRow {
    return {
        id,
        name,
        description: `About ${name}`,
        price,
        count: 7,
        imageUrl1: `/catalogue/images/${id}_1.jpeg`,
        imageUrl2: `/catalogue/images/${id}_2.jpeg`,
        tagNames,
    };
}
