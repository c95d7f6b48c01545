import { EventEmitter, once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";

/** A Redis that answers what the session store asks, and remembers it. Emits `command` at each. */
export class FakeRedis extends EventEmitter {
    readonly values = new Map<string, string>();
    readonly commands: string[][] = [];
    /** How many pieces came in; commands sent in one write come in one. */
    pieces = 0;
    readonly #server = createServer((socket) => this.#serve(socket));
    readonly #sockets = new Set<Socket>();
    #port = 0;

    get port(): number {
        return this.#port;
    }

    /** Listens, on the same port as before. */
    async start(): Promise<void> {
        this.#server.listen(this.#port, "127.0.0.1");
        await once(this.#server, "listening");
        this.#port = (this.#server.address() as AddressInfo).port;
    }

    async stop(): Promise<void> {
        const closed = once(this.#server, "close");
        this.#server.close();
        for (const socket of this.#sockets) socket.destroy();
        await closed;
    }

    #serve(socket: Socket): void {
        this.#sockets.add(socket);
        socket.on("close", () => this.#sockets.delete(socket));
        socket.on("data", (data) => {
            this.pieces += 1;
            // `*2 $3 GET $1 a`, a line each; no test sends a line break.
            for (const command of data.toString().split(/^\*/m).slice(1)) {
                const words = command.split("\r\n").filter((_, line) => line > 0 && line % 2 === 0);
                socket.write(this.#answer(words));
                this.commands.push(words);
                this.emit("command", words);
            }
        });
    }

    #answer([name = "", key = "", value = ""]: string[]): string {
        switch (name.toLowerCase()) {
            case "hello":
                return "%1\r\n+proto\r\n:3\r\n";
            case "info":
                return bulk("redis_version:8.0.0");
            case "getex":
                return this.values.has(key) ? bulk(this.values.get(key) ?? "") : "_\r\n";
            case "set":
                this.values.set(key, value);
                return "+OK\r\n";
            case "expire":
                return ":1\r\n";
            default:
                return "+OK\r\n";
        }
    }
}

function bulk(text: string): string {
    return `$${Buffer.byteLength(text)}\r\n${text}\r\n`;
}
