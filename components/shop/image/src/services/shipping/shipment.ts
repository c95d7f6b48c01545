import type { Options } from "amqplib";
import { randomUUID } from "node:crypto";
import { unreadable } from "../../platform/spring-app.ts";

/** What is to be shipped, and to whom: `name` is the customer's id. */
export interface Shipment {
    id: string;
    name: string;
}

/** Both are ids; without a bound the messages held for the broker had none either. */
const MAX_LENGTH = 255;

/** The shipment of a request's body; a missing id is made up, a missing name is empty (upstream). */
export function shipmentOf(body: unknown): Shipment {
    if (typeof body !== "object" || body === null || Array.isArray(body)) {
        throw unreadable("a shipment is a JSON object");
    }
    const { id, name } = body as Record<string, unknown>;
    return { id: text("id", id) ?? randomUUID(), name: text("name", name) ?? "" };
}

/** The message of a shipment, as the Java services write it. */
export function messageOf({ id, name }: Shipment): Buffer {
    return Buffer.from(JSON.stringify({ id, name }));
}

/**
 * `mandatory` makes the broker hand back what no queue takes (somebody deleted it), which it would
 * otherwise drop without a word. A full queue's refusal is not handed back.
 */
export const MESSAGE_OPTIONS: Options.Publish = {
    contentType: "application/json",
    contentEncoding: "UTF-8",
    headers: { __TypeId__: "works.weave.socks.shipping.entities.Shipment" },
    persistent: true,
    mandatory: true,
};

function text(field: string, value: unknown): string | undefined {
    if (value === undefined || value === null) return undefined;
    if (typeof value === "string" && value.length <= MAX_LENGTH) return value;
    throw unreadable(`${field} must be a string of at most ${MAX_LENGTH} characters`);
}
