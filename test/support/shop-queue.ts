import assert from "node:assert/strict";
import { STORES } from "../../components/shop/topology.ts";
import { basic } from "./shop-client.ts";
import { secretValue } from "./shop-cluster.ts";
import type { Shop } from "./shop-fixture.ts";
import { until } from "./shop-until.ts";

/** The queue between shipping and queue-master, as the broker's management API counts it. */
export interface QueueState {
    /** Messages in it, those on their way to a consumer included. */
    messages: number;
    consumers: number;
}

/** Asks the broker about the queue `shipping-task`. */
export async function queueDepth(shop: Shop): Promise<QueueState> {
    const [user, password] = await Promise.all(
        ["RABBITMQ_USER", "RABBITMQ_PASSWORD"].map((key) =>
            secretValue(shop.kube, "rabbitmq", key),
        ),
    );
    const broker = await shop.at("rabbitmq", STORES.rabbitmq.ports.management);
    const answer = await broker.get(
        "/api/queues/%2F/shipping-task",
        basic(user ?? "", password ?? ""),
    );
    assert.equal(answer.status, 200, answer.toString());
    const { messages, consumers } = answer.json() as Partial<QueueState>;
    // A queue that was just declared has no figures yet.
    assert.ok(messages !== undefined && consumers !== undefined, answer.toString());
    return { messages, consumers };
}

/** Waits until the queue is empty and somebody takes from it; the broker counts every five seconds. */
export async function queueDrained(shop: Shop, timeoutMs = 60_000): Promise<void> {
    await until("shipping-task empty, with a consumer", timeoutMs, async () => {
        const { messages, consumers } = await queueDepth(shop);
        assert.deepEqual(
            { messages, hasConsumer: consumers > 0 },
            { messages: 0, hasConsumer: true },
        );
        return true;
    });
}
