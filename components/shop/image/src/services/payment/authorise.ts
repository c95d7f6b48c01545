import type { Gateway } from "./gateway.ts";

/** Upstream's answer to a request for money. */
export interface Authorisation {
    authorised: boolean;
    message: string;
}

/** Decides about an amount that is above zero; `key` makes a repeated request one charge. */
export type Authorise = (amount: number, key: string | undefined) => Promise<Authorisation>;

/**
 * The rule: amounts up to the threshold, both as 32-bit floats, so 105.00 passes under 105 and 105.01
 * does not. With a gateway it has the last word.
 */
export function authoriser(threshold: number, gateway: Gateway | undefined): Authorise {
    const limit = Math.fround(threshold);
    return async (amount, key) => {
        if (amount > limit) {
            const message = `Payment declined: amount exceeds ${limit.toFixed(2)}`;
            return { authorised: false, message };
        }
        const refusal = await gateway?.charge(amount, key);
        return refusal === undefined
            ? { authorised: true, message: "Payment authorised" }
            : { authorised: false, message: `Payment gateway error: ${refusal}` };
    };
}
