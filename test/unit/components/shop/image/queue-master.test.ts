import { Counter } from "@prometheus-io/client";
import assert from "node:assert/strict";
import { createQueueMaster } from "../../../../../components/shop/image/src/services/queue-master/app.ts";
import { createConsumer } from "../../../../../components/shop/image/src/services/queue-master/consumer.ts";
import type { Consumer } from "../../../../../components/shop/image/src/services/queue-master/consumer.ts";
import { createReceiver } from "../../../../../components/shop/image/src/services/queue-master/receiver.ts";
import { DECLARED, FakeModel, settled } from "./fake-broker.ts";

describe("queue-master", () => {
    let lines: string[];
    let model: FakeModel;
    let consumer: Consumer;
    let fault: Error | undefined;

    beforeEach(() => {
        lines = [];
        fault = undefined;
        model = new FakeModel();
        consumer = createConsumer({
            received: (name) => {
                if (fault !== undefined) throw fault;
                lines.push(name);
            },
            log: (level, _, text) => lines.push(`${level} ${text}`),
        });
    });

    it("declares the queue, and takes one message at a time", async () => {
        assert.equal(consumer.attached, false);
        await consumer.attach(model.asModel);
        assert.deepEqual(model.channel.calls, [
            ...DECLARED,
            ["prefetch", 1],
            ["consume", "shipping-task"],
        ]);
        assert.equal(consumer.attached, true);
    });

    it("acknowledges after the work, and needs nothing of a message but its name", async () => {
        await consumer.attach(model.asModel);
        model.channel.calls.length = 0;
        model.channel.send('{"id":"i","name":"57a98d98e4b00679b4a830b2"}');
        model.channel.send('{"name":""}');
        assert.deepEqual(lines, ["57a98d98e4b00679b4a830b2", ""]);
        assert.deepEqual(model.channel.calls, [
            ["ack", '{"id":"i","name":"57a98d98e4b00679b4a830b2"}'],
            ["ack", '{"name":""}'],
        ]);
    });

    it("puts a message back when the work fails", async () => {
        await consumer.attach(model.asModel);
        model.channel.calls.length = 0;
        fault = new Error("no room");
        model.channel.send('{"name":"a"}');
        assert.deepEqual(model.channel.calls, [["nack", '{"name":"a"}', { requeue: true }]]);
        assert.deepEqual(lines, [
            "ERROR Execution of Rabbit message listener failed: Error: no room",
        ]);
    });

    for (const content of ["", "x", "null", "[]", '"a"', '{"id":"a"}', '{"name":{"$gt":1}}']) {
        it(`drops the malformed message ${content || "without content"}, saying so once`, async () => {
            await consumer.attach(model.asModel);
            model.channel.calls.length = 0;
            model.channel.send(content);
            assert.deepEqual(model.channel.calls, [["nack", content, { requeue: false }]]);
            assert.deepEqual(lines, [
                `WARN Dropped a message of ${content.length} bytes that is no shipment`,
            ]);
        });
    }

    it("starts over when the broker cancels it, and when the channel ends", async () => {
        await consumer.attach(model.asModel);
        model.channel.send(undefined);
        assert.equal(consumer.attached, false);
        assert.deepEqual(lines, ["WARN The queue was deleted: declaring it again"]);
        await settled();
        assert.equal(model.closes, 1);

        const next = new FakeModel();
        await consumer.attach(next.asModel);
        assert.equal(consumer.attached, true);
        next.channel.end();
        assert.equal(consumer.attached, false);
        await settled();
        assert.equal(next.closes, 1);
    });

    it("is not attached when the set-up fails", async () => {
        model.channel.refusal = new Error("PRECONDITION_FAILED");
        await assert.rejects(consumer.attach(model.asModel), { message: "PRECONDITION_FAILED" });
        assert.equal(consumer.attached, false);
    });

    it("cancels, then closes the channel, and does not start over", async () => {
        await consumer.attach(model.asModel);
        model.channel.calls.length = 0;
        const detached = consumer.detach();
        assert.equal(consumer.attached, false);
        // What was on its way is still done.
        model.channel.send('{"name":"last"}');
        await detached;
        await settled();
        assert.deepEqual(model.channel.calls, [
            ["cancel", "tag"],
            ["ack", '{"name":"last"}'],
            ["close"],
        ]);
        assert.deepEqual([lines, model.closes], [["last"], 0]);
    });

    it("writes one line a shipment, whatever its name holds, and counts it", () => {
        let count = 0;
        const receive = createReceiver(
            (line) => lines.push(line),
            () => (count += 1),
        );
        receive("57a98d98e4b00679b4a830b2");
        receive("a\r\nReceived shipment task: b");
        assert.deepEqual(lines, [
            "Received shipment task: 57a98d98e4b00679b4a830b2",
            "Received shipment task: a Received shipment task: b",
        ]);
        assert.equal(count, 2);
    });

    it("is ready only while attached, and answers /health and /prometheus all the time", async () => {
        const counter = new Counter({ name: "shipments_received_total", help: "x", registers: [] });
        const app = createQueueMaster({
            port: 8080,
            brokerAnswers: async () => consumer.attached,
            attached: () => consumer.attached,
            register: (registry) => registry.registerMetric(counter),
            log: () => {},
        });
        const look = async (): Promise<unknown[]> => {
            const answer = await app.request("/health");
            const { health } = (await answer.json()) as { health: Record<string, unknown>[] };
            return [
                (await app.request("/ready")).status,
                answer.status,
                ...health.map(({ service, status }) => `${String(service)} ${String(status)}`),
            ];
        };
        const down = [503, 200, "queue-master OK", "queue-master-rabbitmq err"];
        assert.deepEqual(await look(), down);
        await consumer.attach(model.asModel);
        assert.deepEqual(await look(), [200, 200, "queue-master OK", "queue-master-rabbitmq OK"]);
        model.channel.end();
        assert.deepEqual(await look(), down);

        counter.inc();
        const metrics = await app.request("/prometheus");
        const text = await metrics.text();
        assert.match(String(metrics.headers.get("content-type")), /^text\/plain/);
        assert.match(text, /^shipments_received_total 1$/m);
        assert.match(text, /^process_resident_memory_bytes \d+/m);
        assert.equal((await app.request("/metrics")).status, 404);
    });
});
