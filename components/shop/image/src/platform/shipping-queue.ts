import type { Channel } from "amqplib";

/** The queue between shipping and queue-master; also the routing key, at the default exchange. */
export const SHIPPING_QUEUE = "shipping-task";

/** Made because upstream has it; nothing is published to it. */
const SHIPPING_EXCHANGE = "shipping-task-exchange";

/** Makes what both services expect at the broker. Upstream's queue does not outlive a broker; ours does. */
export async function declareShippingQueue(channel: Channel): Promise<void> {
    await channel.assertQueue(SHIPPING_QUEUE, { durable: true });
    await channel.assertExchange(SHIPPING_EXCHANGE, "topic", { durable: true });
    await channel.bindQueue(SHIPPING_QUEUE, SHIPPING_EXCHANGE, SHIPPING_QUEUE);
}
