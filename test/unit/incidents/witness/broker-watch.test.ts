import assert from "node:assert/strict";
import type { KubeClient } from "../../../../components/kube/client.ts";
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
    'rabbitmq_global_messages_received_confirm_total{protocol="amqp091"} 7',
    'rabbitmq_global_messages_confirmed_total{protocol="amqp091"} 6',
].join("\n");

const POD = { apiVersion: "v1", kind: "Pod" };
const QUIET: BrokerFigures = {
    consumers: 1,
    depth: 0,
    published: 100,
    acknowledged: 90,
    asked: 40,
    confirmed: 38,
};

const NO_LIMIT = { limit: undefined, refused: 0 };

/** An API server whose broker says that. */
function kubeOf(text: () => string): Pick<KubeClient, "list" | "text"> {
    return {
        list: () => Promise.resolve([{ ...POD, metadata: { name: "rabbitmq-1" } }]),
        text: (_method, path) => {
            assert.match(path, /pods\/rabbitmq-1:15692\/proxy\/metrics\/per-object$/);
            return Promise.resolve(text());
        },
    };
}

function exposition(change: Partial<BrokerFigures>): string {
    const figures = { ...QUIET, ...change };
    return [
        `rabbitmq_queue_messages{queue="shipping-task"} ${figures.depth}`,
        `rabbitmq_queue_consumers{queue="shipping-task"} ${figures.consumers}`,
        `rabbitmq_global_messages_received_total{protocol="amqp091"} ${figures.published}`,
        `rabbitmq_global_messages_acknowledged_total{protocol="amqp091"} ${figures.acknowledged}`,
        `rabbitmq_global_messages_received_confirm_total{protocol="amqp091"} ${figures.asked}`,
        `rabbitmq_global_messages_confirmed_total{protocol="amqp091"} ${figures.confirmed}`,
    ].join("\n");
}

describe("witness of the broker", () => {
    it("reads the queue of the shop, and the counters of the shop's protocol", () => {
        assert.deepEqual(parseBroker(TEXT), {
            consumers: 1,
            depth: 4,
            published: 17,
            acknowledged: 13,
            asked: 7,
            confirmed: 6,
        });
    });
    it("does not take a missing figure for nothing", () => {
        const without = TEXT.replace(/^rabbitmq_queue_consumers.*$/m, "");
        assert.throws(() => parseBroker(without), {
            message: 'the broker shows no rabbitmq_queue_consumers{queue="shipping-task"}',
        });
    });
    it("tells what is waiting since the shop was healthy, whatever the counters began at", async () => {
        let text = exposition({});
        const watch = new BrokerWatch(kubeOf(() => text));
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
                { ...NO_LIMIT, consumers: 0, depth: 3, waiting: 4, acknowledged: 0 },
                { ...NO_LIMIT, consumers: 1, depth: 0, waiting: 0, acknowledged: 5 },
            ],
        );
    });
    it("isn't led by a depth that is older than the counters", async () => {
        let text = exposition({ depth: 1 });
        const watch = new BrokerWatch(kubeOf(() => text));
        await watch.look();
        watch.began("applied");
        text = exposition({ consumers: 0, depth: 3, published: 103 });
        await watch.look();
        assert.equal(watch.reading().broker?.at(-1)?.waiting, 3);
    });
    it("takes for waiting nothing that was in flight while the shop was healthy", async () => {
        let text = exposition({ published: 101 });
        const watch = new BrokerWatch(kubeOf(() => text));
        await watch.look();
        text = exposition({ published: 101, acknowledged: 91 });
        await watch.look();
        watch.began("applied");
        text = exposition({ published: 101, acknowledged: 91 });
        await watch.look();
        assert.equal(watch.reading().broker?.at(-1)?.waiting, 0);
    });
    it("tells of what the broker refused, and of the limit that was read right before", async () => {
        const limit = { policy: "queue-limit", maxLength: 3, overflow: "reject-publish" };
        let text = exposition({});
        let isLimited = false;
        const watch = new BrokerWatch(
            kubeOf(() => text),
            (queue) => {
                assert.equal(queue, "shipping-task");
                return Promise.resolve(isLimited ? limit : undefined);
            },
        );
        await watch.look();
        watch.began("applied");
        isLimited = true;
        text = exposition({ consumers: 0, depth: 3, published: 107, asked: 47, confirmed: 41 });
        await watch.look();
        assert.equal(
            watch.complaint(),
            "shipping-task: 0 consumers, 3 messages, policy queue-limit",
        );
        const [sample] = watch.reading().broker ?? [];
        assert.deepEqual(sample?.limit, limit);
        assert.equal(sample.waiting, 7);
        assert.equal(sample.refused, 4);
        text = exposition({});
        await watch.look();
        assert.equal(
            watch.complaint(),
            "shipping-task: 1 consumers, 0 messages, policy queue-limit",
        );
    });
    it("takes no figures of a moment in which the limit came or went", async () => {
        const limit = { policy: "queue-limit", maxLength: 3, overflow: "reject-publish" };
        const limits = [undefined, limit, limit, limit];
        const watch = new BrokerWatch(
            kubeOf(() => exposition({})),
            () => Promise.resolve(limits.shift()),
        );
        await watch.look();
        assert.equal(watch.lacks(), "broker: not read yet");
        await watch.look();
        assert.deepEqual(
            watch.reading().broker?.map((one) => one.limit),
            [limit],
        );
    });
});
