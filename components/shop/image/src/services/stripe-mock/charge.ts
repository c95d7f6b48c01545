import { randomUUID } from "node:crypto";
import { StripeError } from "./stripe-error.ts";

/** A charge as Stripe's API shows it, cut to the fields that mean something here. */
export interface Charge {
    id: string;
    object: "charge";
    amount: number;
    amount_captured: number;
    amount_refunded: number;
    captured: boolean;
    /** Seconds since 1970. */
    created: number;
    currency: string;
    description: string | null;
    livemode: false;
    paid: true;
    refunded: false;
    status: "succeeded";
}

/** Stripe's limit: eight digits of the smallest unit. */
const MAX_AMOUNT = 99_999_999;
const MAX_DESCRIPTION = 1000;
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

/** The charge that a form asks for; throws StripeError for what Stripe would refuse. */
export function chargeOf(form: URLSearchParams): Charge {
    const amount = amountOf(required(form, "amount"));
    const currency = required(form, "currency").toLowerCase();
    if (!CURRENCIES.has(currency.toUpperCase())) {
        throw new StripeError(400, "Invalid currency: it is not a three-letter ISO code.", {
            param: "currency",
        });
    }
    checkSource(form);
    const description = form.get("description");
    if (description !== null && description.length > MAX_DESCRIPTION) {
        throw new StripeError(400, `Invalid string: at most ${MAX_DESCRIPTION} characters.`, {
            param: "description",
        });
    }
    return {
        id: `ch_${randomUUID().replaceAll("-", "")}`,
        object: "charge",
        amount,
        amount_captured: amount,
        amount_refunded: 0,
        captured: true,
        created: Math.floor(Date.now() / 1000),
        currency,
        description,
        livemode: false,
        paid: true,
        refunded: false,
        status: "succeeded",
    };
}

function amountOf(text: string): number {
    if (!/^-?\d+$/.test(text)) {
        throw new StripeError(400, "Invalid integer.", {
            param: "amount",
            code: "parameter_invalid_integer",
        });
    }
    const amount = Number(text);
    if (amount < 1) {
        throw new StripeError(400, "This value must be greater than or equal to 1.", {
            param: "amount",
            code: "parameter_invalid_integer",
        });
    }
    if (amount > MAX_AMOUNT) {
        throw new StripeError(400, "Amount must be no more than $999,999.99.", {
            param: "amount",
            code: "amount_too_large",
        });
    }
    return amount;
}

/** A token or an id; a card's number has no business here, and is not repeated. */
function checkSource(form: URLSearchParams): void {
    const given = form.get("source") ?? form.get("customer");
    if (given === null) throw new StripeError(400, "Must provide source or customer.", {});
    if (!/^[a-z]+_\w{1,100}$/.test(given)) {
        throw new StripeError(400, "No such source or customer.", { code: "resource_missing" });
    }
}

function required(form: URLSearchParams, param: string): string {
    const [value = "", ...more] = form.getAll(param);
    if (more.length > 0) throw new StripeError(400, `Received ${param} twice.`, { param });
    if (value !== "") return value;
    throw new StripeError(400, `Missing required param: ${param}.`, {
        param,
        code: "parameter_missing",
    });
}
