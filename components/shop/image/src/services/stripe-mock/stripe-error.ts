import type { Context } from "hono";

export type StripeStatus = 400 | 401 | 404 | 413 | 500;
export type StripeType = "invalid_request_error" | "idempotency_error" | "api_error";

export interface StripeDetails {
    type?: StripeType;
    /** The parameter that is at fault. */
    param?: string;
    /** Stripe's word for programs. */
    code?: string;
}

/** An answer that ends a request with Stripe's error body. */
export class StripeError extends Error {
    readonly status: StripeStatus;
    readonly details: StripeDetails;

    constructor(status: StripeStatus, message: string, details: StripeDetails = {}) {
        super(message);
        this.status = status;
        this.details = details;
    }
}

/** Stripe's error body. */
export function stripeFailure(c: Context, { status, message, details }: StripeError): Response {
    const { type = "invalid_request_error", ...rest } = details;
    return c.json({ error: { type, message, ...rest } }, status);
}
