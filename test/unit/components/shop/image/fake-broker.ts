import type { ChannelModel, ConsumeMessage } from "amqplib";
import { EventEmitter } from "node:events";

/** One message as a channel was given it. */
export interface Published {
    exchange: string;
    key: string;
    body: unknown;
    options: unknown;
    /** Answers a confirm channel's message: null for yes. */
    answer: (error: Error | null) => void;
}

/** A channel in memory: keeps what it was told, in order, and answers when a test says so. */
export class FakeChannel extends EventEmitter {
    readonly calls: unknown[][] = [];
    readonly published: Published[] = [];
    /** While set, what the broker is asked is left without an answer. */
    isSilent = false;
    /** While set, every question is answered with it. */
    refusal: Error | undefined;
    deliver: (message: ConsumeMessage | null) => void = () => {};
    private readonly waiting: ((error: Error) => void)[] = [];

    assertQueue(...args: unknown[]): Promise<unknown> {
        return this.ask("assertQueue", args);
    }
    assertExchange(...args: unknown[]): Promise<unknown> {
        return this.ask("assertExchange", args);
    }
    bindQueue(...args: unknown[]): Promise<unknown> {
        return this.ask("bindQueue", args);
    }
    prefetch(...args: unknown[]): Promise<unknown> {
        return this.ask("prefetch", args);
    }
    cancel(...args: unknown[]): Promise<unknown> {
        return this.ask("cancel", args);
    }
    consume(queue: string, deliver: FakeChannel["deliver"]): Promise<unknown> {
        this.deliver = deliver;
        return this.ask("consume", [queue], { consumerTag: "tag" });
    }
    publish(
        exchange: string,
        key: string,
        content: Buffer,
        options: unknown,
        answer: Published["answer"] = () => {},
    ): boolean {
        const body: unknown = JSON.parse(content.toString());
        this.published.push({ exchange, key, body, options, answer });
        return true;
    }
    ack(message: ConsumeMessage): void {
        this.calls.push(["ack", message.content.toString()]);
    }
    nack(message: ConsumeMessage, _upTo: boolean, requeue: boolean): void {
        this.calls.push(["nack", message.content.toString(), { requeue }]);
    }
    async close(): Promise<void> {
        await this.ask("close", []);
        this.end();
    }

    /** The channel's end, as the library tells it. */
    end(): void {
        for (const reject of this.waiting.splice(0)) reject(new Error("Channel ended"));
        this.emit("close");
    }

    /** Hands over a message; undefined for the broker's word that the queue is gone. */
    send(content: string | undefined): void {
        const message = { content: Buffer.from(content ?? "") } as ConsumeMessage;
        this.deliver(content === undefined ? null : message);
    }

    private ask(name: string, args: unknown[], answer: unknown = {}): Promise<unknown> {
        this.calls.push([name, ...args]);
        if (this.refusal !== undefined) return Promise.reject(this.refusal);
        if (!this.isSilent) return Promise.resolve(answer);
        return new Promise((_, reject) => this.waiting.push(reject));
    }
}

/** A connection in memory with one channel of either kind. */
export class FakeModel extends EventEmitter {
    readonly channel = new FakeChannel();
    kind = "";
    closes = 0;

    async createChannel(): Promise<FakeChannel> {
        this.kind = "plain";
        return this.channel;
    }
    async createConfirmChannel(): Promise<FakeChannel> {
        this.kind = "confirm";
        return this.channel;
    }
    async close(): Promise<void> {
        this.closes += 1;
    }
    /** The model as the code under test knows it. */
    get asModel(): ChannelModel {
        return this as unknown as ChannelModel;
    }
}

/** Lets what is queued in promises and immediates run. */
export function settled(): Promise<void> {
    return new Promise((resolve) => {
        setImmediate(() => setImmediate(resolve));
    });
}

/** What both services declare. */
export const DECLARED: readonly unknown[][] = [
    ["assertQueue", "shipping-task", { durable: true }],
    ["assertExchange", "shipping-task-exchange", "topic", { durable: true }],
    ["bindQueue", "shipping-task", "shipping-task-exchange", "shipping-task"],
];
