import type { SockRow } from "./sock.ts";

/** What the catalogue asks of its database; every call rejects when the database can't answer. */
export interface SockStore {
    /** All socks with at least one of the tags (all socks when there are none), by id. */
    list(tags: readonly string[]): Promise<SockRow[]>;
    /** How many socks have at least one of the tags. */
    count(tags: readonly string[]): Promise<number>;
    /** One sock, or undefined when there is none of that id. */
    get(id: string): Promise<SockRow | undefined>;
    /** All tag names, by tag id. */
    tags(): Promise<string[]>;
    /** Whether the database answers at all. */
    ping(): Promise<void>;
    close(): Promise<void>;
}
