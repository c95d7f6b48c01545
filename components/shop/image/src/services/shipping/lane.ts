import type { Channel, ChannelModel } from "amqplib";
import { ignore, startOver } from "../../platform/broker.ts";
import { declareShippingQueue } from "../../platform/shipping-queue.ts";

/** The channel that a publisher writes to, as long as there is one. */
export interface Lane<Kind extends Channel> {
    /** Undefined while there is no connection, or the broker takes no messages (memory or disk alarm). */
    readonly open: Kind | undefined;
    attach(model: ChannelModel): Promise<void>;
    detach(): Promise<void>;
}

export interface LaneParts<Kind extends Channel> {
    /** Opens the mode's kind of channel. */
    create: (model: ChannelModel) => Promise<Kind>;
    /** Told whenever messages can be sent again. */
    opened?: () => void;
    /** Told when a channel has ended, whatever the reason. */
    closed?: () => void;
    /** A message that no queue took; the queue is declared again right after. */
    returned: (content: Buffer) => void;
}

/** A lane without a channel; it gets one with each connection. */
export function createLane<Kind extends Channel>(parts: LaneParts<Kind>): Lane<Kind> {
    let current: Kind | undefined;
    let blocked = false;
    let detaching = false;
    const use = (channel: Kind): void => {
        current = channel;
        parts.opened?.();
    };
    return {
        get open() {
            return blocked ? undefined : current;
        },
        attach: async (model) => {
            const channel = await parts.create(model);
            channel.on("error", ignore);
            channel.on("close", () => {
                current = undefined;
                parts.closed?.();
                if (!detaching) startOver(model);
            });
            await declareShippingQueue(channel);
            channel.on("return", ({ content }) => {
                parts.returned(content);
                if (current === undefined) return;
                // Nothing is sent until the queue is there: all that was, comes back before that answer.
                current = undefined;
                declareShippingQueue(channel).then(
                    () => use(channel),
                    () => startOver(model),
                );
            });
            model.on("blocked", () => (blocked = true));
            model.on("unblocked", () => {
                blocked = false;
                if (current !== undefined) use(current);
            });
            blocked = false;
            use(channel);
        },
        detach: async () => {
            detaching = true;
            // What was written goes before the goodbye, whose answer is waited for.
            await current?.close();
        },
    };
}
