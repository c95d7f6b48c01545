import * as z from "zod/mini";
import { postJson } from "./call.ts";
import type { AskUrl } from "./call.ts";
import { shapeFailure } from "./call-failure.ts";
import { addressJson, cardJson, customerJson } from "./order-json.ts";
import type { Order } from "./order.ts";

const Authorisation = z.object({ authorised: z.boolean(), message: z.nullish(z.string()) });

/** Payment's word on an order. */
export interface Authorisation {
    authorised: boolean;
    message: string;
}

/**
 * Asks whether the order is paid; undefined for an answer without a body. Rejects with CallFailure when
 * payment can't say.
 */
export async function authorise(
    ask: AskUrl,
    url: string,
    order: Order,
    timeoutMs: number,
): Promise<Authorisation | undefined> {
    const request = {
        address: addressJson(order.address),
        card: cardJson(order.card),
        customer: customerJson(order.customer),
        amount: order.totalCents / 100,
    };
    // The gateway charges a key once, whoever asks again.
    const once = { "Idempotency-Key": order.id };
    const answer = await postJson(ask, url, request, timeoutMs, once);
    if (answer === undefined || answer === null) return undefined;
    const decoded = Authorisation.safeParse(answer);
    if (!decoded.success) throw shapeFailure("POST", url, "the answer is not an authorisation");
    return { authorised: decoded.data.authorised, message: String(decoded.data.message ?? null) };
}
