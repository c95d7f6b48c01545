import type { Channel } from "amqplib";
import type { SpringLog } from "../../platform/java-dialect.ts";
import type { Write } from "../../platform/log.ts";
import { SHIPPING_QUEUE } from "../../platform/shipping-queue.ts";
import { createLane } from "./lane.ts";
import { LOGGER } from "./publisher.ts";
import type { Publisher } from "./publisher.ts";
import { MESSAGE_OPTIONS, messageOf } from "./shipment.ts";

/** Shipments that are held at most; each is a few hundred bytes. */
const CAPACITY = 1000;

/**
 * Upstream's way: send and don't ask. A refusal of the broker (a full queue) is invisible here. What
 * does not reach the broker is held and sent when it is back: these orders are paid.
 */
export function fireAndForget(say: Write, log: SpringLog, capacity = CAPACITY): Publisher {
    /** What waits for the broker to be there. */
    const held: Buffer[] = [];
    /** What was written, oldest first, and the broker may not have read yet. */
    const written: Buffer[] = [];
    let isAsking = false;

    const hold = (content: Buffer, why: string): void => {
        held.push(content);
        say(`Unable to add to queue (${why}): held, ${held.length} waiting`);
    };
    const write = (content: Buffer): void => {
        const channel = lane.open;
        if (channel === undefined) {
            hold(content, "RabbitMQ is not there");
            return;
        }
        try {
            channel.publish("", SHIPPING_QUEUE, content, MESSAGE_OPTIONS);
            written.push(content);
            void askWhatWasRead(channel);
        } catch (error) {
            // The channel is just closing.
            hold(content, error instanceof Error ? error.message : String(error));
        }
    };
    /**
     * The broker works through a channel in order, so its answer to any question (this one changes
     * nothing) tells that it has read what was written before. Not that it kept it.
     */
    const askWhatWasRead = async (channel: Channel): Promise<void> => {
        if (isAsking) return;
        isAsking = true;
        try {
            while (written.length > 0) {
                const count = written.length;
                await channel.prefetch(0);
                written.splice(0, count);
            }
        } catch {
            // The channel has ended, and `closed` has taken care of what was written.
        } finally {
            isAsking = false;
        }
    };
    const lane = createLane<Channel>({
        create: (model) => model.createChannel(),
        opened: () => {
            if (held.length === 0) return;
            log("INFO", LOGGER, `Adding ${held.length} held shipments to the queue`);
            for (const content of held.splice(0)) write(content);
        },
        closed: () => held.unshift(...written.splice(0)),
        returned: (content) => hold(content, "there is no queue"),
    });
    return {
        send: async (shipment) => {
            if (held.length + written.length < capacity) {
                write(messageOf(shipment));
            } else {
                say(`Unable to add to queue (${capacity} are waiting already): lost`);
            }
        },
        attach: (model) => lane.attach(model),
        detach: async () => {
            for (const content of held) {
                log("ERROR", LOGGER, `Ending with this not queued: ${content.toString()}`);
            }
            await lane.detach();
        },
    };
}
