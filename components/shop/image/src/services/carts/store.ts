import type { Line } from "./line.ts";

/** A stored cart. */
export interface Cart {
    lines: readonly Line[];
    /** Another text after each write. Undefined: there is no such cart. */
    revision: string | undefined;
}

/** What carts asks of its database; a database that is gone rejects with StoreLost. */
export interface CartStore {
    /** A cart that isn't there has no lines. */
    read(customerId: string): Promise<Cart>;
    /** Writes all lines of a cart if it still has the revision; false when it hasn't. */
    replace(
        customerId: string,
        lines: readonly Line[],
        revision: string | undefined,
    ): Promise<boolean>;
    /** Deletes a cart, of any revision when none is given; false when there was none. */
    remove(customerId: string, revision?: string): Promise<boolean>;
    /** Whether the database answers at all. */
    ping(): Promise<void>;
    close(): Promise<void>;
}
