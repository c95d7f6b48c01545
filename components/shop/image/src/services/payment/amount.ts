import { GoError } from "../../platform/go-app.ts";
import { goSyntaxError, goTypeError } from "./go-json.ts";

/** Largest finite 32-bit float. */
const MAX_FLOAT32 = 3.4028234663852886e38;

/**
 * The amount of a request as the 32-bit float that upstream computes with. Throws upstream's errors,
 * all of them 500 (contract).
 */
export function amountOf(text: string): number {
    const amount = Math.fround(numberOf(parsed(text)));
    if (amount === 0) {
        throw new GoError(500, `Cannot unmarshal object key "amount" from JSON: ${text}`);
    }
    if (amount < 0) throw new GoError(500, "Invalid payment amount");
    return amount;
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch (error) {
        throw new GoError(500, goSyntaxError(text, error));
    }
}

function numberOf(request: unknown): number {
    // Go leaves the struct as it is for a null.
    if (request === null) return 0;
    if (typeof request !== "object" || Array.isArray(request)) {
        throw new GoError(500, goTypeError(request, "Go value of type payment.AuthoriseRequest"));
    }
    const amount: unknown = "amount" in request ? request.amount : 0;
    if (amount === null) return 0;
    const field = "Go struct field AuthoriseRequest.amount of type float32";
    if (typeof amount !== "number") throw new GoError(500, goTypeError(amount, field));
    if (Math.abs(amount) > MAX_FLOAT32) {
        throw new GoError(500, `json: cannot unmarshal number ${amount} into ${field}`);
    }
    return amount;
}
