import { shortestFloat32 } from "../../platform/go-dialect.ts";
import type { Item } from "./order.ts";

/** What an order costs, in the two forms that are needed. */
export interface Total {
    /**
     * The `total` of the JSON. Upstream adds the shipping as a 32-bit float, which shows: three socks
     * of 18 make 58.989998. Clients compare with that, so it is kept.
     */
    total: number;
    /** The same in whole cents, without the error of floats: 5899. Money moves by this one. */
    totalCents: number;
}

const SHIPPING_CENTS = 499;

/** Adds up the lines and the shipping; undefined when a price or the sum is no amount in cents. */
export function totalOf(items: readonly Pick<Item, "quantity" | "unitPrice">[]): Total | undefined {
    let cents = 0;
    for (const { quantity, unitPrice } of items) {
        const price = Math.round(unitPrice * 100);
        // A price may come as the 32-bit float next to whole cents, which is what the catalogue stores.
        if (Math.fround(price / 100) !== Math.fround(unitPrice)) return undefined;
        cents += quantity * price;
    }
    const totalCents = cents + SHIPPING_CENTS;
    if (!Number.isSafeInteger(totalCents)) return undefined;
    // Only this last step in 32 bits: with each line rounded, too, 99.99 would make 104.979996, while
    // the recorded total is 104.98.
    return { total: shortestFloat32(cents / 100 + Math.fround(SHIPPING_CENTS / 100)), totalCents };
}
