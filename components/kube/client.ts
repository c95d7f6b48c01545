import { Agent, request } from "node:https";
import { type Access, accessTo, type KubeTarget } from "./credentials.ts";
import type { PodTarget } from "./pod-target.ts";

/** An answer of the API server that is not a success. */
export class KubeError extends Error {
    readonly status: number;

    constructor(status: number, message: string) {
        super(message);
        this.name = "KubeError";
        this.status = status;
    }
}

/** Any Kubernetes object; what is below metadata differs by kind. */
export interface KubeObject {
    apiVersion: string;
    kind: string;
    metadata: {
        name: string;
        namespace?: string;
        uid?: string;
        resourceVersion?: string;
        generation?: number;
        labels?: Record<string, string>;
        annotations?: Record<string, string>;
        managedFields?: ManagedFields[];
        ownerReferences?: { kind: string; name: string; controller?: boolean }[];
        deletionTimestamp?: string;
        [key: string]: unknown;
    };
    [key: string]: unknown;
}

/** One manager's entry in an object's field ownership. */
export interface ManagedFields {
    manager?: string;
    operation?: string;
    subresource?: string;
    [key: string]: unknown;
}

/**
 * A client for any kind of object over plain paths. The generated clients need a class per kind; what
 * is recorded, restored and compared here is whatever the namespace holds.
 */
export class KubeClient {
    readonly #target: KubeTarget | PodTarget;
    readonly #agent = new Agent({ keepAlive: true });
    readonly #timeoutMs: number;
    #access: Promise<Access> | undefined;

    /** @param timeoutMs bound of one request; default 20 s, far above any answer of a live server */
    constructor(target: KubeTarget | PodTarget, timeoutMs = 20_000) {
        this.#target = target;
        this.#timeoutMs = timeoutMs;
    }

    /** How this client reaches its cluster; a pod's token is read anew each time, since it is renewed. */
    async access(): Promise<Access> {
        if ("account" in this.#target) return await accessTo(this.#target);
        return await (this.#access ??= accessTo(this.#target));
    }

    /** The answer's text. @throws KubeError for an answer of 400 or above */
    async text(method: string, path: string, body?: unknown, type?: string): Promise<string> {
        const { server, options } = await this.access();
        const sent = body === undefined ? undefined : JSON.stringify(body);
        const content = sent === undefined ? {} : contentHeaders(sent, type);
        return await new Promise((resolve, reject) => {
            const call = request(
                {
                    ...options,
                    method,
                    hostname: server.hostname,
                    port: server.port,
                    path,
                    agent: this.#agent,
                    timeout: this.#timeoutMs,
                    headers: { ...options.headers, ...content },
                },
                (response) => {
                    const parts: Buffer[] = [];
                    response.on("data", (part: Buffer) => parts.push(part));
                    response.on("error", reject);
                    response.on("end", () => {
                        const text = Buffer.concat(parts).toString("utf8");
                        const status = response.statusCode ?? 0;
                        if (status < 400) resolve(text);
                        else reject(new KubeError(status, messageOf(text, status)));
                    });
                },
            );
            call.on("timeout", () =>
                call.destroy(new Error(`${method} ${path}: no answer in ${this.#timeoutMs} ms`)),
            );
            call.on("error", reject);
            call.end(sent);
        });
    }

    /** The answer as an object. */
    async json<T>(method: string, path: string, body?: unknown, type?: string): Promise<T> {
        return JSON.parse(await this.text(method, path, body, type)) as T;
    }

    /** The object at that path, or undefined where there is none. */
    async find(path: string): Promise<KubeObject | undefined> {
        try {
            return await this.json<KubeObject>("GET", path);
        } catch (error) {
            if (error instanceof KubeError && error.status === 404) return undefined;
            throw error;
        }
    }

    /** The items of a list. */
    async list(path: string): Promise<KubeObject[]> {
        return (await this.json<{ items: KubeObject[] }>("GET", path)).items;
    }

    /** Ends kept connections, so that the process can end. */
    close(): void {
        this.#agent.destroy();
    }
}

/** With its length: Node leaves it out of a DELETE, whose body would then be read as the connection's next request. */
function contentHeaders(sent: string, type = "application/json"): Record<string, string | number> {
    return { "content-type": type, "content-length": Buffer.byteLength(sent) };
}

function messageOf(text: string, status: number): string {
    try {
        const { message } = JSON.parse(text) as { message?: string };
        if (message !== undefined) return message;
    } catch {
        // not JSON: a proxy's own page, shown as it is
    }
    return `HTTP ${status}: ${text.slice(0, 200)}`;
}
