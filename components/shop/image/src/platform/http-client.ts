import { Agent, request } from "node:http";
import type { IncomingHttpHeaders } from "node:http";

/** A backend's answer, read to its end. */
export interface BackendAnswer {
    status: number;
    contentType: string | undefined;
    body: Uint8Array;
    headers?: IncomingHttpHeaders;
}

/** What is sent besides the path. */
export interface BackendRequest {
    /** Default GET. */
    method?: string;
    headers?: Readonly<Record<string, string>>;
    body?: string | Uint8Array;
    /** How long the whole answer may take; default for ever, as upstream. */
    timeoutMs?: number;
}

/** Asks one backend; rejects with the network error when it can't be reached. */
export type Ask = (path: string, request?: BackendRequest) => Promise<BackendAnswer>;

/** An answer that did not come in the time given. */
export class AnswerTimeout extends Error {
    /** False when not even a connection was made: the request can't have reached the backend. */
    readonly isConnected: boolean;

    constructor(url: string, timeoutMs: number, isConnected: boolean) {
        super(`no answer of ${url} in ${timeoutMs} ms`);
        this.name = "AnswerTimeout";
        this.isConnected = isConnected;
    }
}

/**
 * Upstream opens a connection per call and never times out. We keep the second and not the first: a
 * pool costs the proxy a third of its CPU less, the number of sockets stays unlimited, so callers
 * still never queue here. Plain `node:http`, not `fetch`: half the memory under load.
 */
const agent = new Agent({
    keepAlive: true,
    maxSockets: Infinity,
    // One address at a time, so that an error is a plain one with address and port.
    autoSelectFamily: false,
});

/** For what changes something: a connection of its own, which no earlier answer can have closed. */
const once = new Agent({ keepAlive: false, maxSockets: Infinity, autoSelectFamily: false });

/** A client of the backend at `base`, such as `http://catalogue`. */
export function backend(base: string): Ask {
    const { hostname, port } = new URL(base);
    return (path, options = {}) => send({ hostname, port: port || 80, path }, options, true);
}

/** One request to an absolute `http:` address, such as a link that a service gave out. */
export function askUrl(url: string, options: BackendRequest = {}): Promise<BackendAnswer> {
    const { hostname, port, pathname, search } = new URL(url);
    return send({ hostname, port: port || 80, path: `${pathname}${search}` }, options, true);
}

interface Target {
    hostname: string;
    port: string | number;
    path: string;
}

function send(target: Target, options: BackendRequest, mayRetry: boolean): Promise<BackendAnswer> {
    const { method = "GET", headers = {}, body, timeoutMs } = options;
    return new Promise((resolve, reject) => {
        const outgoing = request({
            ...target,
            method,
            headers: body === undefined ? headers : { ...headers, ...lengthOf(body) },
            // A pooled connection may break as it is used. A GET is then asked again, which must not
            // happen to what changes something.
            agent: method === "GET" ? agent : once,
        });
        const timer =
            timeoutMs === undefined
                ? undefined
                : setTimeout(() => {
                      const url = `http://${target.hostname}${target.path}`;
                      const isConnected = outgoing.socket?.connecting === false;
                      const error = new AnswerTimeout(url, timeoutMs, isConnected);
                      // First: a half-read answer would report the cut as a reset.
                      reject(error);
                      outgoing.destroy(error);
                  }, timeoutMs);
        const fail = (error: Error): void => {
            clearTimeout(timer);
            reject(error);
        };
        outgoing.on("error", (error: NodeJS.ErrnoException) => {
            // The backend closed a pooled connection just as we took it: no request was lost.
            if (mayRetry && outgoing.reusedSocket && error.code === "ECONNRESET") {
                clearTimeout(timer);
                resolve(send(target, options, false));
            } else {
                fail(error);
            }
        });
        outgoing.on("response", (incoming) => {
            const chunks: Buffer[] = [];
            incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
            incoming.on("error", fail);
            incoming.on("end", () => {
                clearTimeout(timer);
                resolve({
                    status: incoming.statusCode ?? 502,
                    contentType: incoming.headers["content-type"],
                    headers: incoming.headers,
                    body: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks),
                });
            });
        });
        outgoing.end(body);
    });
}

function lengthOf(body: string | Uint8Array): Record<string, string> {
    return { "Content-Length": String(Buffer.byteLength(body)) };
}

/** Closes the pooled connections, so that a drained process can end. */
export function closeBackends(): void {
    agent.destroy();
}
