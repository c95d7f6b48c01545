import assert from "node:assert/strict";
import {
    type BrokerFigures,
    BrokerWatch,
    parseBroker,
} from "../../../../incidents/witness/broker-watch.ts";

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

const POD = { apiVersion: "v1", kind: "Pod" };

function exposition(figures: BrokerFigures): string {
    return [
        `rabbitmq_queue_messages{queue="shipping-task"} ${figures.depth}`,
        `rabbitmq_queue_consumers{queue="shipping-task"} ${figures.consumers}`,
        `rabbitmq_global_messages_received_total{protocol="amqp091"} ${figures.published}`,
        `rabbitmq_global_messages_acknowledged_total{protocol="amqp091"} ${figures.acknowledged}`,
    ].join("\n");
}

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
    it("tells what is waiting since the shop was healthy, whatever the counters began at", async () => {
        let text = exposition({ consumers: 1, depth: 0, published: 100, acknowledged: 90 });
        const watch = new BrokerWatch({
            list: () => Promise.resolve([{ ...POD, metadata: { name: "rabbitmq-1" } }]),
            text: (_method, path) => {
                assert.match(path, /pods\/rabbitmq-1:15692\/proxy\/metrics\/per-object$/);
                return Promise.resolve(text);
            },
        });
        await watch.look();
        assert.equal(watch.complaint(), undefined);
        watch.began("applied");
        assert.equal(watch.lacks(), "broker: not read yet");
        text = exposition({ consumers: 0, depth: 3, published: 104, acknowledged: 90 });
        await watch.look();
        assert.equal(watch.complaint(), "shipping-task: 0 consumers, 3 messages");
        watch.began("reverted");
        text = exposition({ consumers: 1, depth: 0, published: 105, acknowledged: 95 });
        await watch.look();
        assert.deepEqual(
            watch.reading().broker?.map(({ atMs: _atMs, ...sample }) => sample),
            [
                { consumers: 0, depth: 3, waiting: 4, acknowledged: 0 },
                { consumers: 1, depth: 0, waiting: 0, acknowledged: 5 },
            ],
        );
    });
});
