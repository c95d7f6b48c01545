/** A small client for the API server: JSON over one pool of kept-alive connections. */
import http from "node:http";
import https from "node:https";
import type { PropertyMap } from "../protocol/property.ts";
import { textAt } from "./kube-object.ts";
import type { Connection } from "./kubeconfig.ts";

const TIMEOUT_MS = 30_000; // the official client's default for one request
const JSON_TYPE = "application/json";

/** An error answer of the API server. */
export class ApiError extends Error {
    readonly code: number;
    readonly reason: string;
    readonly status: PropertyMap;

    constructor(code: number, status: PropertyMap) {
        super(textAt(status, "message") ?? `the API server answered ${code}`);
        this.name = "ApiError";
        this.code = code;
        this.reason = textAt(status, "reason") ?? "";
        this.status = status;
    }
}

/** The API server could not be reached at all. */
export class UnreachableError extends Error {
    constructor(server: string, cause: unknown) {
        const found = cause instanceof Error ? cause.message : String(cause);
        super(`unable to reach the Kubernetes API server at ${server}: ${found}`, { cause });
        this.name = "UnreachableError";
    }
}

export interface Request {
    method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
    path: string;
    query?: Record<string, string | undefined>;
    body?: unknown;
    /** Of the body; JSON by default. */
    contentType?: string;
    signal?: AbortSignal;
}

export class Api {
    readonly #connection: Connection;
    readonly #agent: https.Agent | http.Agent;
    readonly #headers: Record<string, string>;

    /** `extra` are the options and headers of a user that needs a credential plugin. */
    constructor(connection: Connection, extra: https.RequestOptions = {}) {
        this.#connection = connection;
        const { ca, cert, key, insecure, serverName } = connection;
        const tls = {
            ...(ca === undefined ? {} : { ca }),
            ...(cert === undefined ? {} : { cert }),
            ...(key === undefined ? {} : { key }),
            ...(serverName === undefined ? {} : { servername: serverName }),
            rejectUnauthorized: !insecure,
        };
        const isTls = connection.server.startsWith("https:");
        this.#agent = isTls
            ? new https.Agent({
                  keepAlive: true,
                  ...tls,
                  ...extra,
                  headers: undefined,
              } as https.AgentOptions)
            : new http.Agent({ keepAlive: true });
        this.#headers = {
            accept: JSON_TYPE,
            ...(connection.token === undefined
                ? {}
                : { authorization: `Bearer ${connection.token}` }),
            ...(extra.headers as Record<string, string> | undefined),
        };
    }

    /** Sends the request. Throws an `ApiError` for an error answer, an `UnreachableError` where none came. */
    send(request: Request): Promise<PropertyMap> {
        const { server } = this.#connection;
        const url = new URL(server.replace(/\/$/, "") + request.path);
        for (const [name, value] of Object.entries(request.query ?? {})) {
            if (value !== undefined) url.searchParams.set(name, value);
        }
        const body = request.body === undefined ? undefined : JSON.stringify(request.body);
        const headers: Record<string, string | number> = { ...this.#headers };
        if (body !== undefined) {
            headers["content-type"] = request.contentType ?? JSON_TYPE;
            headers["content-length"] = Buffer.byteLength(body);
        }
        const options = {
            method: request.method,
            headers,
            agent: this.#agent,
            timeout: TIMEOUT_MS,
            ...(request.signal === undefined ? {} : { signal: request.signal }),
        };
        return new Promise((resolve, reject) => {
            const fail = (error: unknown): void =>
                reject(request.signal?.aborted ? error : new UnreachableError(server, error));
            const client = url.protocol === "https:" ? https : http;
            const sent = client.request(url, options, (response) => {
                const chunks: Buffer[] = [];
                response.on("data", (chunk: Buffer) => chunks.push(chunk));
                response.on("error", fail);
                response.on("end", () => {
                    const answer = parse(Buffer.concat(chunks).toString("utf8"));
                    const code = response.statusCode ?? 0;
                    if (code >= 200 && code < 300) resolve(answer);
                    else reject(new ApiError(code, answer));
                });
            });
            sent.on("timeout", () =>
                sent.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} s`)),
            );
            sent.on("error", fail);
            sent.end(body);
        });
    }
}

function parse(text: string): PropertyMap {
    try {
        return JSON.parse(text) as PropertyMap;
    } catch {
        return { message: text.trim() };
    }
}
