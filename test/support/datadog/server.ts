/**
 * Datadog's API on this machine, for just the resources the lab has. Every request is held against the API client's
 * models, every query is read; what passes is kept and given back as Datadog does, the rest is refused as Datadog does.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { modelFaults } from "../../../infra/plugins/datadog/model.ts";
import { RESOURCES, type Kept, type ResourceRoute } from "./resources.ts";

const HEX = "0123456789abcdef";
/** Keys that the server takes; those of nobody. */
export const API_KEY = `${HEX}${HEX}`;
export const APP_KEY = `${HEX}${HEX}01234567`;

/** A request as it arrived, in order. */
export interface Asked {
    method: string;
    /** Path and query. */
    url: string;
    body: unknown;
    status: number;
}

interface Answer {
    status: number;
    body: unknown;
}

export class DatadogServer {
    readonly asked: Asked[] = [];
    readonly #kept = new Map<string, Map<string, Kept>>();
    readonly #server: Server;
    #next = 1;

    private constructor(server: Server) {
        this.#server = server;
    }

    /** Listens on 127.0.0.1. @param port default: a free one */
    static async open(port = 0): Promise<DatadogServer> {
        // Longer than a run: a busy machine closes idle connections late, and uses them again too late.
        const server = createServer({ keepAliveTimeout: 120_000 });
        const datadog = new DatadogServer(server);
        server.on("request", (request, response) => void datadog.#serve(request, response));
        await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
        return datadog;
    }

    get url(): string {
        return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    }

    /** What is kept of a kind, such as `monitor`, by id. */
    kept(kind: string): Record<string, Kept> {
        return Object.fromEntries(this.#of(kind));
    }

    /** The one that has this name or title. */
    named(kind: string, name: string): Kept | undefined {
        return [...this.#of(kind).values()].find((one) => (one["name"] ?? one["title"]) === name);
    }

    /** Changes something as somebody else would, in the browser. */
    tamper(kind: string, id: string, change: Record<string, unknown>): void {
        this.#of(kind).set(id, { ...this.#of(kind).get(id), ...change });
    }

    /** Removes something as somebody else would. */
    remove(kind: string, id: string): void {
        this.#of(kind).delete(id);
    }

    async close(): Promise<void> {
        await new Promise((resolve) => {
            this.#server.close(resolve);
            this.#server.closeAllConnections();
        });
    }

    #of(kind: string): Map<string, Kept> {
        const all = this.#kept.get(kind) ?? new Map<string, Kept>();
        this.#kept.set(kind, all);
        return all;
    }

    async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
        const { method = "", url = "" } = request;
        const text = await read(request);
        let answer: Answer;
        let body: unknown;
        try {
            body = text === "" ? undefined : (JSON.parse(text) as unknown);
            answer = this.#answer(method, new URL(url, this.url).pathname, body, request.headers);
        } catch (error) {
            answer = refusal(400, error instanceof Error ? error.message : String(error));
        }
        this.asked.push({ method, url, body, status: answer.status });
        response.writeHead(answer.status, { "content-type": "application/json" });
        response.end(answer.status === 204 ? undefined : JSON.stringify(answer.body));
    }

    #answer(
        method: string,
        path: string,
        body: unknown,
        headers: IncomingMessage["headers"],
    ): Answer {
        if (headers["dd-api-key"] !== API_KEY) return refusal(403, "Forbidden");
        if (path === "/api/v1/validate") return { status: 200, body: { valid: true } };
        if (headers["dd-application-key"] !== APP_KEY) return refusal(403, "Forbidden");
        const found = RESOURCES.find(
            ({ path: base }) => path === base || path.startsWith(`${base}/`),
        );
        if (found === undefined) return refusal(404, `Not found: ${method} ${path}`);
        const rest = path.slice(found.path.length + 1);
        if (method === "POST" && rest !== "" && rest !== "validate")
            return refusal(405, "Method not allowed");
        if (method === "POST" || method === "PUT") {
            const faults = [
                ...modelFaults(body, method === "POST" ? found.create : found.update),
                ...(found.examine?.(body as Kept) ?? []),
            ];
            if (faults.length > 0) return refusal(400, ...faults);
        }
        if (method === "POST" && rest === "validate") return { status: 200, body: {} };
        if (method === "POST") return this.#create(found, body as Kept);
        return this.#existing(found, method, rest, body as Kept);
    }

    #create(route: ResourceRoute, body: Kept): Answer {
        const id = route.id(this.#next);
        const kept = { ...body, ...route.added(id, this.#next, body) };
        this.#next += 1;
        this.#of(route.kind).set(String(id), kept);
        return { status: 200, body: route.wrap("create", kept) };
    }

    #existing(route: ResourceRoute, method: string, id: string, body: Kept): Answer {
        const all = this.#of(route.kind);
        const old = all.get(id);
        if (old === undefined) return refusal(route.missing, `${route.kind} ${id} not found`);
        switch (method) {
            case "GET":
                return { status: 200, body: route.wrap("read", old) };
            case "PUT": {
                const kept = { ...old, ...body };
                all.set(id, kept);
                return { status: 200, body: route.wrap("update", kept) };
            }
            case "DELETE":
                all.delete(id);
                return { status: 200, body: route.wrap("delete", old) };
            default:
                return refusal(405, "Method not allowed");
        }
    }
}

function refusal(status: number, ...errors: string[]): Answer {
    return { status, body: { errors } };
}

async function read(request: IncomingMessage): Promise<string> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString("utf8");
}
