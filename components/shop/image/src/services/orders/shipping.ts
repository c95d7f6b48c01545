import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { postJson } from "./call.ts";
import type { AskUrl } from "./call.ts";
import { shapeFailure } from "./call-failure.ts";
import type { Order, Shipment } from "./order.ts";

const ShipmentAnswer = z.object({ id: z.string(), name: z.string() });

/** Hands the order to shipping; rejects with CallFailure when shipping didn't take it. */
export async function ship(
    ask: AskUrl,
    url: string,
    order: Order,
    timeoutMs: number,
): Promise<Shipment> {
    // Upstream names the customer, not the order: the queue's consumer logs it.
    const request: Shipment = { id: randomUUID(), name: order.customerId };
    const answer = ShipmentAnswer.safeParse(await postJson(ask, url, request, timeoutMs));
    if (!answer.success) throw shapeFailure("POST", url, "the answer is not a shipment");
    return answer.data;
}
