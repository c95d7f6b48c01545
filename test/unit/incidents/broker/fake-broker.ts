import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** One call of the management API. */
export interface Call {
    asked: string;
    body: unknown;
    authorization: string | undefined;
}

/** A management API that answers what a test says, by method and path. */
export class FakeManagement {
    readonly calls: Call[] = [];
    /** Status and body by call, e.g. `GET /api/policies/%2F`. */
    answers: Record<string, readonly [status: number, body?: unknown]> = {};
    readonly #server: Server;

    private constructor(server: Server) {
        this.#server = server;
    }

    static async start(): Promise<FakeManagement> {
        const server = createServer();
        const fake = new FakeManagement(server);
        server.on("request", (request, response) => void fake.#answer(request, response));
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        return fake;
    }

    async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const asked = `${request.method} ${request.url}`;
        const body = await text(request);
        this.calls.push({
            asked,
            body: body === "" ? undefined : JSON.parse(body),
            authorization: request.headers.authorization,
        });
        const [status, answer] = this.answers[asked] ?? [404, { error: "Object Not Found" }];
        response.writeHead(status).end(answer === undefined ? "" : JSON.stringify(answer));
    }

    get url(): string {
        return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    }

    async stop(): Promise<void> {
        this.#server.closeAllConnections();
        await new Promise((resolve) => this.#server.close(resolve));
    }
}
