import assert from "node:assert/strict";
import { confirming } from "../../../../../components/shop/image/src/services/shipping/confirm.ts";
import { fireAndForget } from "../../../../../components/shop/image/src/services/shipping/fire-and-forget.ts";
import { NotQueued } from "../../../../../components/shop/image/src/services/shipping/publisher.ts";
import type { Publisher } from "../../../../../components/shop/image/src/services/shipping/publisher.ts";
import { DECLARED, FakeModel, settled } from "./fake-broker.ts";

const OPTIONS = {
    contentType: "application/json",
    contentEncoding: "UTF-8",
    headers: { __TypeId__: "works.weave.socks.shipping.entities.Shipment" },
    persistent: true,
    mandatory: true,
};
const shipment = (id: string): { id: string; name: string } => ({ id, name: `name-${id}` });
const ids = (model: FakeModel): string[] =>
    model.channel.published.map(({ body }) => (body as { id: string }).id);

describe("shipping's publishers", () => {
    let lines: string[];
    let model: FakeModel;
    const say = (line: string): unknown => lines.push(line);

    beforeEach(() => {
        lines = [];
        model = new FakeModel();
    });

    describe("fire-and-forget", () => {
        let publisher: Publisher;
        const send = (...wanted: string[]): Promise<void[]> =>
            Promise.all(wanted.map((id) => publisher.send(shipment(id))));

        beforeEach(() => {
            publisher = fireAndForget(
                (line) => say(line),
                (level, _, text) => say(`${level} ${text}`),
                3,
            );
        });

        it("declares what queue-master expects, and publishes to the default exchange", async () => {
            await publisher.attach(model.asModel);
            await send("a");
            assert.equal(model.kind, "plain");
            assert.deepEqual(model.channel.calls.slice(0, 3), DECLARED);
            const [{ answer: _, ...message } = { answer: undefined }] = model.channel.published;
            assert.deepEqual(message, {
                exchange: "",
                key: "shipping-task",
                body: { id: "a", name: "name-a" },
                options: OPTIONS,
            });
            assert.deepEqual(lines, []);
        });

        it("holds what it can't send, and sends it in order when the broker is there", async () => {
            await send("a", "b");
            assert.deepEqual(lines, [
                "Unable to add to queue (RabbitMQ is not there): held, 1 waiting",
                "Unable to add to queue (RabbitMQ is not there): held, 2 waiting",
            ]);
            await publisher.attach(model.asModel);
            await send("c");
            assert.deepEqual(ids(model), ["a", "b", "c"]);
            assert.equal(lines.at(-1), "INFO Adding 2 held shipments to the queue");
        });

        it("holds no more than its capacity, and says what is lost", async () => {
            await send("a", "b", "c", "d");
            assert.equal(lines.at(-1), "Unable to add to queue (3 are waiting already): lost");
            await publisher.attach(model.asModel);
            assert.deepEqual(ids(model), ["a", "b", "c"]);
        });

        it("sends again what the broker may not have read when the channel ended", async () => {
            await publisher.attach(model.asModel);
            await send("read");
            await settled();
            model.channel.isSilent = true;
            await send("a", "b");
            model.channel.end();
            await send("c");
            const next = new FakeModel();
            await publisher.attach(next.asModel);
            assert.deepEqual(ids(next), ["a", "b", "c"]);
            // The connection of a channel that ended alone is given up.
            await settled();
            assert.equal(model.closes, 1);
        });

        it("sends again only what was written after the broker's last answer", async () => {
            await publisher.attach(model.asModel);
            // The question about "a" is on its way when "b" is written, and the next is not answered.
            const sent = send("a", "b");
            model.channel.isSilent = true;
            await sent;
            await settled();
            model.channel.end();
            const next = new FakeModel();
            await publisher.attach(next.asModel);
            assert.deepEqual(ids(next), ["b"]);
        });

        it("bounds what the broker has not read, too", async () => {
            await publisher.attach(model.asModel);
            model.channel.isSilent = true;
            await send("a", "b", "c", "d");
            assert.deepEqual(ids(model), ["a", "b", "c"]);
            assert.deepEqual(lines, ["Unable to add to queue (3 are waiting already): lost"]);
        });

        it("declares the queue again when a message comes back, and sends it then", async () => {
            await publisher.attach(model.asModel);
            await send("a");
            await settled();
            const before = model.channel.calls.length;
            model.channel.emit("return", { content: Buffer.from(JSON.stringify(shipment("a"))) });
            await send("b");
            assert.deepEqual(ids(model), ["a"]);
            await settled();
            assert.deepEqual(model.channel.calls.slice(before, before + 3), DECLARED);
            assert.deepEqual(ids(model), ["a", "a", "b"]);
            assert.deepEqual(
                lines[0],
                "Unable to add to queue (there is no queue): held, 1 waiting",
            );
        });

        it("starts over when the queue can't be declared again", async () => {
            await publisher.attach(model.asModel);
            model.channel.refusal = new Error("no");
            model.channel.emit("return", { content: Buffer.from("{}") });
            await settled();
            assert.equal(model.closes, 1);
        });

        it("holds while the broker takes no messages", async () => {
            await publisher.attach(model.asModel);
            model.emit("blocked", "low on memory");
            await send("a");
            assert.deepEqual(ids(model), []);
            model.emit("unblocked");
            assert.deepEqual(ids(model), ["a"]);
        });

        it("holds what a closing channel throws at", async () => {
            await publisher.attach(model.asModel);
            model.channel.publish = () => {
                throw new Error("Channel closing");
            };
            await send("a");
            assert.deepEqual(lines, ["Unable to add to queue (Channel closing): held, 1 waiting"]);
        });

        it("says at its end what was never sent, and closes the channel", async () => {
            await send("a");
            await publisher.detach();
            assert.equal(
                lines.at(-1),
                'ERROR Ending with this not queued: {"id":"a","name":"name-a"}',
            );
            await publisher.attach(model.asModel);
            await publisher.detach();
            await settled();
            assert.deepEqual(model.channel.calls.at(-1), ["close"]);
            assert.equal(model.closes, 0);
        });
    });

    describe("confirm", () => {
        let publisher: Publisher;
        /** Sends one, answers it, and gives what became of it. */
        const outcome = async (
            answer: (id: number) => void,
            wanted = shipment("a"),
        ): Promise<string> => {
            const sent = publisher.send(wanted);
            answer(model.channel.published.length - 1);
            return sent.then(
                () => "queued",
                (error: unknown) => {
                    assert.ok(error instanceof NotQueued);
                    return error.message;
                },
            );
        };
        const answer =
            (error: Error | null) =>
            (index: number): void =>
                model.channel.published[index]?.answer(error);

        beforeEach(() => {
            publisher = confirming((line) => say(line), 5);
        });

        it("accepts what the broker confirms", async () => {
            await publisher.attach(model.asModel);
            assert.equal(await outcome(answer(null)), "queued");
            assert.equal(model.kind, "confirm");
            assert.deepEqual(model.channel.calls, DECLARED);
            assert.deepEqual(model.channel.published[0]?.options, OPTIONS);
            assert.deepEqual(lines, ["Message confirmed by RabbitMQ"]);
        });

        it("refuses what the broker rejects", async () => {
            await publisher.attach(model.asModel);
            assert.equal(
                await outcome(answer(new Error("message nacked"))),
                "rejected by RabbitMQ",
            );
            assert.deepEqual(lines, ["Message rejected by RabbitMQ: Unknown"]);
        });

        it("refuses without a broker, at once", async () => {
            assert.equal(await outcome(() => {}), "RabbitMQ is not there");
            assert.deepEqual(lines, ["Unable to add to queue: RabbitMQ is not there"]);
        });

        it("refuses what is not answered in time", async () => {
            await publisher.attach(model.asModel);
            assert.equal(await outcome(() => {}), "no answer from RabbitMQ");
            // Too late: nobody is told.
            model.channel.published[0]?.answer(null);
            assert.deepEqual(lines, ["Unable to add to queue: no answer from RabbitMQ"]);
        });

        it("refuses what was under way when the channel ended", async () => {
            await publisher.attach(model.asModel);
            assert.equal(await outcome(answer(new Error("channel closed"))), "channel closed");
            model.channel.end();
            assert.equal(await outcome(() => {}), "RabbitMQ is not there");
        });

        it("refuses what came back, although the broker confirms it, and declares the queue", async () => {
            await publisher.attach(model.asModel);
            const back = (index: number): void => {
                const content = Buffer.from(JSON.stringify(shipment("a")));
                model.channel.emit("return", { content });
                answer(null)(index);
            };
            assert.equal(await outcome(back), "there is no queue");
            await settled();
            assert.deepEqual(model.channel.calls, [...DECLARED, ...DECLARED]);
            assert.equal(await outcome(answer(null)), "queued");
        });

        it("refuses what a closing channel throws at", async () => {
            await publisher.attach(model.asModel);
            model.channel.publish = () => {
                throw new Error("Channel closing");
            };
            assert.equal(await outcome(() => {}), "Channel closing");
        });
    });
});
