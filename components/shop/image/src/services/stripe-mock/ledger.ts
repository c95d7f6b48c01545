import { createHash } from "node:crypto";
import type { Charge } from "./charge.ts";
import { StripeError } from "./stripe-error.ts";

/** How many charges are remembered; the oldest go first. */
const CAPACITY = 1000;

/** Charges in memory, and which key asked for which. */
export interface Ledger {
    /** Stores what `make` gives, or finds what the same key and form asked for before. */
    charge(
        key: string | undefined,
        form: string,
        make: () => Charge,
    ): { charge: Charge; replayed: boolean };
    get(id: string): Charge | undefined;
}

interface Entry {
    charge: Charge;
    key: string | undefined;
    /** A hash, so that what is remembered has one size. */
    form: string;
}

/** An empty ledger. */
export function createLedger(capacity: number = CAPACITY): Ledger {
    const byId = new Map<string, Entry>();
    const byKey = new Map<string, Entry>();
    const store = (entry: Entry): void => {
        byId.set(entry.charge.id, entry);
        if (entry.key !== undefined) byKey.set(entry.key, entry);
        // A Map keeps the order of insertion.
        const [oldest] = byId.values();
        if (byId.size <= capacity || oldest === undefined) return;
        byId.delete(oldest.charge.id);
        if (oldest.key !== undefined) byKey.delete(oldest.key);
    };
    return {
        charge: (key, text, make) => {
            const form = createHash("sha256").update(text).digest("base64");
            const before = key === undefined ? undefined : byKey.get(key);
            if (before === undefined) {
                const charge = make();
                store({ charge, key, form });
                return { charge, replayed: false };
            }
            if (before.form !== form) {
                throw new StripeError(
                    400,
                    "Keys for idempotent requests can only be used with the same parameters they were first used with.",
                    { type: "idempotency_error" },
                );
            }
            return { charge: before.charge, replayed: true };
        },
        get: (id) => byId.get(id)?.charge,
    };
}
