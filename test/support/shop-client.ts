import {
    Agent,
    type IncomingHttpHeaders,
    type IncomingMessage,
    type OutgoingHttpHeaders,
    request,
} from "node:http";

/** What is sent besides method and path. */
export interface Sent {
    /** Sent as JSON. */
    json?: unknown;
    /** Sent as it is, as JSON unless `headers` say otherwise. */
    text?: string;
    headers?: OutgoingHttpHeaders;
}

/** Longer than the longest answer: orders keeps trying for a minute to store one that is paid. */
const TIMEOUT_MS = 90_000;

/** Idle connections don't keep the process alive, so nobody has to close them. */
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** An answer as it came, redirects included. */
export class Answer {
    readonly asked: string;
    readonly status: number;
    readonly headers: IncomingHttpHeaders;
    readonly body: Buffer;

    constructor(asked: string, message: IncomingMessage, body: Buffer) {
        this.asked = asked;
        this.status = message.statusCode ?? 0;
        this.headers = message.headers;
        this.body = body;
    }

    get text(): string {
        return this.body.toString("utf8");
    }

    /** The body's value. @throws Error with the answer where it is no JSON */
    json(): unknown {
        try {
            return JSON.parse(this.text);
        } catch {
            throw new Error(`${this.toString()}: the body is not JSON`);
        }
    }

    /** The answer in one line, for messages. */
    toString(): string {
        return `${this.asked} → ${this.status} ${this.text.slice(0, 300)}`;
    }
}

/**
 * Talks to one address as a browser would, with its own cookies, but follows nothing and adds nothing:
 * what is asserted is what came over the wire.
 */
export class ShopClient {
    readonly base: string;
    readonly cookies = new Map<string, string>();

    /** @param base address without a path, e.g. `http://127.0.0.1:2025` */
    constructor(base: string) {
        this.base = base;
    }

    get(path: string, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
        return this.ask("GET", path, { headers });
    }

    post(path: string, json: unknown): Promise<Answer> {
        return this.ask("POST", path, { json });
    }

    delete(path: string): Promise<Answer> {
        return this.ask("DELETE", path);
    }

    async ask(method: string, path: string, sent: Sent = {}): Promise<Answer> {
        const body = sent.json === undefined ? sent.text : JSON.stringify(sent.json);
        const { hostname, port } = new URL(this.base);
        const headers = {
            ...(this.cookies.size === 0 ? {} : { cookie: this.#cookieHeader() }),
            ...(body === undefined ? {} : { "content-type": "application/json" }),
            ...(body === undefined ? {} : { "content-length": Buffer.byteLength(body) }),
            ...sent.headers,
        };
        return await new Promise((resolve, reject) => {
            const call = request(
                { agent, hostname, port, method, path, headers, timeout: TIMEOUT_MS },
                (message) => {
                    const parts: Buffer[] = [];
                    message.on("data", (part: Buffer) => parts.push(part));
                    message.on("error", reject);
                    message.on("end", () => {
                        this.#keepCookies(message.headers["set-cookie"] ?? []);
                        resolve(new Answer(`${method} ${path}`, message, Buffer.concat(parts)));
                    });
                },
            );
            call.on("timeout", () =>
                call.destroy(new Error(`${method} ${path}: no answer in ${TIMEOUT_MS / 1000} s`)),
            );
            call.on("error", reject);
            call.end(body);
        });
    }

    #cookieHeader(): string {
        return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    }

    #keepCookies(lines: readonly string[]): void {
        for (const line of lines) {
            const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
            if (/;\s*max-age=0\b/i.test(line) || value === "") this.cookies.delete(name);
            else this.cookies.set(name, value);
        }
    }
}

/** A Basic auth header. */
export function basic(user: string, password: string): { authorization: string } {
    return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` };
}
