import type { ChannelModel } from "amqplib";
import type { Shipment } from "./shipment.ts";

/** Puts shipments into the queue; how sure it is that they arrive is the mode's affair. */
export interface Publisher {
    /** Rejects with NotQueued when the mode finds that the shipment is not in the queue. */
    send(shipment: Shipment): Promise<void>;
    /** Takes a new connection into use. */
    attach(model: ChannelModel): Promise<void>;
    /** Sends off what is written, and says what could not be sent. */
    detach(): Promise<void>;
}

/** A shipment that is not in the queue, or is not known to be. */
export class NotQueued extends Error {}

/** The class in the Java service's log lines. */
export const LOGGER = "w.w.s.s.controllers.ShippingController";
