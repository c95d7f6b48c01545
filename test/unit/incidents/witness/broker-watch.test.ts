import assert from "node:assert/strict";
import { parseBroker } from "../../../../incidents/witness/broker-watch.ts";

const TEXT = [
    "# TYPE rabbitmq_queue_messages gauge",
    'rabbitmq_queue_messages{vhost="/",queue="shipping-task"} 4',
    'rabbitmq_queue_messages{vhost="/",queue="other"} 9',
    'rabbitmq_queue_messages_ready{vhost="/",queue="shipping-task"} 3',
    'rabbitmq_queue_consumers{vhost="/",queue="shipping-task"} 1',
    'rabbitmq_global_messages_received_total{protocol="amqp091"} 17',
    'rabbitmq_global_messages_received_total{protocol="amqp10"} 5',
    'rabbitmq_global_messages_acknowledged_total{protocol="amqp091",queue_type="rabbit_classic_queue"} 12',
    'rabbitmq_global_messages_acknowledged_total{protocol="amqp091",queue_type="rabbit_quorum_queue"} 1',
].join("\n");

describe("witness of the broker", () => {
    it("reads the queue of the shop, and the counters of the shop's protocol", () => {
        assert.deepEqual(parseBroker(TEXT), {
            consumers: 1,
            depth: 4,
            published: 17,
            acknowledged: 13,
        });
    });
    it("does not take a missing figure for nothing", () => {
        const without = TEXT.replace(/^rabbitmq_queue_consumers.*$/m, "");
        assert.throws(() => parseBroker(without), {
            message: 'the broker shows no rabbitmq_queue_consumers{queue="shipping-task"}',
        });
    });
});
