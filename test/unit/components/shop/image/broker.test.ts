import type { connect } from "amqplib";
import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { createServer } from "node:net";
import {
    brokerAddress,
    connectBroker,
} from "../../../../../components/shop/image/src/platform/broker.ts";
import type {
    Broker,
    BrokerAddress,
} from "../../../../../components/shop/image/src/platform/broker.ts";
import { SettingError } from "../../../../../components/shop/image/src/platform/env.ts";
import { FakeChannel, FakeModel } from "./fake-broker.ts";

const ADDRESS: BrokerAddress = { hostname: "mq", port: 1, username: "u", password: "secret" };

/** The library's reconnecting connection, moved by hand. */
class FakeLink extends EventEmitter {
    readonly channel = new FakeChannel();
    readonly events: string[] = [];
    async createChannel(): Promise<FakeChannel> {
        return this.channel;
    }
    async close(): Promise<void> {
        this.events.push("closed");
    }
}

describe("broker", () => {
    let link: FakeLink;
    let lines: string[];
    let attached: unknown[];
    let options: Parameters<typeof connect>;
    const log = (level: string, _: string, text: string): unknown => lines.push(`${level} ${text}`);

    const start = (): Promise<Broker> =>
        connectBroker({
            address: ADDRESS,
            service: "shipping",
            log: (level, logger, text) => log(level, logger, text),
            attach: async (model) => {
                attached.push(model);
            },
            detach: async () => {
                link.events.push("detached");
            },
            open: (async (...args: Parameters<typeof connect>) => {
                options = args;
                return link;
            }) as unknown as typeof connect,
        });

    beforeEach(() => {
        link = new FakeLink();
        lines = [];
        attached = [];
    });

    it("reads its settings, with upstream's defaults", () => {
        assert.deepEqual(brokerAddress({ env: {}, args: [] }), {
            hostname: "rabbitmq",
            port: 5672,
            username: "guest",
            password: "guest",
        });
        const env = {
            RABBITMQ_HOST: "mq",
            RABBITMQ_PORT: "5673",
            RABBITMQ_USER: "u",
            RABBITMQ_PASS: "p",
        };
        assert.deepEqual(brokerAddress({ env, args: [] }), {
            hostname: "mq",
            port: 5673,
            username: "u",
            password: "p",
        });
        assert.throws(
            () => brokerAddress({ env: { RABBITMQ_PORT: "tcp://10.0.0.1:5672" }, args: [] }),
            SettingError,
        );
    });

    it("opens in the background, with a name, a time-out and a heartbeat", async () => {
        await start();
        const [address, { recovery: _, ...socket }] = options as [unknown, Options];
        assert.deepEqual(address, { protocol: "amqp", ...ADDRESS, heartbeat: 10 });
        assert.deepEqual(socket, {
            timeout: 5000,
            noDelay: true,
            clientProperties: { connection_name: "shipping" },
        });
    });

    it("sets up every connection, and survives an error while it does", async () => {
        await start();
        const { recovery } = options[1] as unknown as Options;
        for (const model of [new FakeModel(), new FakeModel()]) {
            await recovery.setup(model);
            assert.equal(attached.at(-1), model);
            model.emit("error", new Error("reset"));
        }
        assert.deepEqual([recovery.waitForConnect, recovery.maxDelay], [false, 2000]);
    });

    it("says what it loses and finds, a repeated reason once, and no password", async () => {
        const broker = await start();
        assert.equal(broker.connected, false);
        link.emit("connect-failed", new Error("connect ECONNREFUSED"));
        link.emit("connect-failed", new Error("connect ECONNREFUSED"));
        link.emit("connect-failed", Object.assign(new AggregateError([], ""), { code: "EX" }));
        link.emit("connect", new FakeModel());
        assert.equal(broker.connected, true);
        link.emit("error", new Error("reset"));
        link.emit("disconnect", new Error("reset"));
        assert.equal(broker.connected, false);
        link.emit("connect-failed", new Error("connect ECONNREFUSED"));
        assert.deepEqual(lines, [
            "WARN Can't connect to RabbitMQ at mq:1, trying on: connect ECONNREFUSED",
            "WARN Can't connect to RabbitMQ at mq:1, trying on: EX",
            "INFO Connected to RabbitMQ at mq:1",
            "WARN Lost RabbitMQ at mq:1: reset",
            "WARN Can't connect to RabbitMQ at mq:1, trying on: connect ECONNREFUSED",
        ]);
    });

    it("asks the broker for a channel to see whether it answers", async () => {
        const broker = await start();
        assert.equal(await broker.answers(), false);
        assert.deepEqual(link.channel.calls, []);
        link.emit("connect", new FakeModel());
        assert.equal(await broker.answers(), true);
        assert.deepEqual(link.channel.calls, [["close"]]);
        link.channel.refusal = new Error("no channels left");
        assert.equal(await broker.answers(), false);
    });

    it("finishes what is under way before it closes", async () => {
        await (await start()).close();
        assert.deepEqual(link.events, ["detached", "closed"]);
    });

    it("closes even when what is under way fails", async () => {
        const broker = await connectBroker({
            address: ADDRESS,
            service: "shipping",
            log: () => {},
            attach: async () => {},
            detach: () => Promise.reject(new Error("channel closed")),
            open: (async () => link) as unknown as typeof connect,
        });
        await broker.close();
        assert.deepEqual(link.events, ["closed"]);
    });

    // Guards against the library, whose set-up phase has no listeners of its own.
    it("keeps trying over real sockets while the broker hangs up", async () => {
        const server = createServer((socket) => socket.on("error", () => {}).destroy());
        server.listen(0, "127.0.0.1");
        await once(server, "listening");
        const address = server.address();
        assert.ok(address !== null && typeof address === "object");
        const failed = new EventEmitter();
        const broker = await connectBroker({
            address: { ...ADDRESS, hostname: "127.0.0.1", port: address.port },
            service: "shipping",
            log: (_, __, text) => failed.emit("said", text),
            attach: async () => {},
            detach: async () => {},
        });
        try {
            const [text] = (await once(failed, "said")) as [string];
            assert.match(text, /^Can't connect to RabbitMQ at 127\.0\.0\.1:\d+, trying on: \S/);
            assert.ok(!text.includes(ADDRESS.password));
            await once(server, "connection");
        } finally {
            await broker.close();
            server.close();
        }
    });
});

interface Options {
    recovery: {
        waitForConnect: boolean;
        maxDelay: number;
        setup: (model: FakeModel) => Promise<void>;
    };
    [other: string]: unknown;
}
