import type { Channel, ChannelModel, ConsumeMessage } from "amqplib";
import { jsonObject } from "../../platform/body.ts";
import { ignore, startOver } from "../../platform/broker.ts";
import type { SpringLog } from "../../platform/java-dialect.ts";
import { SHIPPING_QUEUE, declareShippingQueue } from "../../platform/shipping-queue.ts";

/** The queue's reader, on whatever connection there is. */
export interface Consumer {
    /** True while the broker hands us messages. */
    readonly attached: boolean;
    /** Starts to read on a new connection. */
    attach(model: ChannelModel): Promise<void>;
    /** Takes no further message, and waits until the broker knows what was done with the last one. */
    detach(): Promise<void>;
}

export interface ConsumerParts {
    /** Does the work of one shipment; when it throws, the message goes back into the queue. */
    received: (name: string) => void;
    log: SpringLog;
}

const LOGGER = "o.s.a.r.l.SimpleMessageListenerContainer";

/** A consumer that waits for its first connection. */
export function createConsumer({ received, log }: ConsumerParts): Consumer {
    let current: { channel: Channel; tag: string } | undefined;
    let detaching = false;

    const handle = (channel: Channel, message: ConsumeMessage): void => {
        const name = jsonObject(message.content.toString("utf8"))?.["name"];
        if (typeof name !== "string") {
            // It will never become readable: put back, it would come again for ever.
            const size = message.content.length;
            log("WARN", LOGGER, `Dropped a message of ${size} bytes that is no shipment`);
            channel.nack(message, false, false);
            return;
        }
        try {
            received(name);
        } catch (error) {
            log("ERROR", LOGGER, `Execution of Rabbit message listener failed: ${String(error)}`);
            channel.nack(message, false, true);
            return;
        }
        channel.ack(message);
    };

    return {
        get attached() {
            return current !== undefined;
        },
        attach: async (model) => {
            const channel = await model.createChannel();
            channel.on("error", ignore);
            channel.on("close", () => {
                current = undefined;
                if (!detaching) startOver(model);
            });
            await declareShippingQueue(channel);
            await channel.prefetch(1);
            const { consumerTag } = await channel.consume(SHIPPING_QUEUE, (message) => {
                if (message !== null) {
                    handle(channel, message);
                    return;
                }
                // The broker's word that the queue is gone.
                log("WARN", LOGGER, "The queue was deleted: declaring it again");
                current = undefined;
                startOver(model);
            });
            current = { channel, tag: consumerTag };
        },
        detach: async () => {
            detaching = true;
            if (current === undefined) return;
            const { channel, tag } = current;
            // Not ready from now on, and no messages after the answer to this.
            current = undefined;
            await channel.cancel(tag);
            await channel.close();
        },
    };
}
