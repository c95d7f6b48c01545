import type { ConfirmChannel } from "amqplib";
import type { Write } from "../../platform/log.ts";
import { SHIPPING_QUEUE } from "../../platform/shipping-queue.ts";
import { within } from "../../platform/within.ts";
import { createLane } from "./lane.ts";
import { NotQueued } from "./publisher.ts";
import type { Publisher } from "./publisher.ts";
import { MESSAGE_OPTIONS, messageOf } from "./shipment.ts";

/** Below the 5 s after which orders gives up, so that it hears the 503. */
const CONFIRM_MS = 4000;
/** Whether the broker has the shipment is not known then. */
const LATE = "no answer from RabbitMQ";
/** The library's text for the broker's no. */
const NACK = "message nacked";

/** Publisher confirms: a shipment is accepted only when the broker says that it has it. */
export function confirming(say: Write, timeoutMs = CONFIRM_MS): Publisher {
    /** What was handed back; the broker confirms it right after. */
    const returned = new Set<string>();
    const lane = createLane<ConfirmChannel>({
        create: (model) => model.createConfirmChannel(),
        returned: (content) => returned.add(content.toString()),
    });
    /** Resolves to what is wrong with a message, or to undefined when the broker has it. */
    const publish = (channel: ConfirmChannel, content: Buffer): Promise<string | undefined> =>
        new Promise<string | undefined>((resolve) => {
            const answered = (error: Error | null): void => {
                const isReturned = returned.delete(content.toString());
                resolve(error?.message ?? (isReturned ? "there is no queue" : undefined));
            };
            channel.publish("", SHIPPING_QUEUE, content, MESSAGE_OPTIONS, answered);
            // A channel that is just closing throws.
        }).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
    return {
        send: async (shipment) => {
            const channel = lane.open;
            const fault =
                channel === undefined
                    ? "RabbitMQ is not there"
                    : await within(timeoutMs, publish(channel, messageOf(shipment)), LATE);
            if (fault === undefined) {
                say("Message confirmed by RabbitMQ");
            } else if (fault === NACK) {
                say("Message rejected by RabbitMQ: Unknown");
                throw new NotQueued("rejected by RabbitMQ");
            } else {
                say(`Unable to add to queue: ${fault}`);
                throw new NotQueued(fault);
            }
        },
        attach: (model) => lane.attach(model),
        detach: () => lane.detach(),
    };
}
