import { Agent, request } from "node:http";

/** A backend's answer, read to its end. */
export interface BackendAnswer {
    status: number;
    contentType: string | undefined;
    body: Uint8Array;
}

/** GET of a path on one backend; rejects with the network error when it can't be reached. */
export type Get = (path: string) => Promise<BackendAnswer>;

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

/** A client of the backend at `base`, such as `http://catalogue`. */
export function backend(base: string): Get {
    const { hostname, port } = new URL(base);
    const send = (path: string, mayRetry: boolean): Promise<BackendAnswer> =>
        new Promise((resolve, reject) => {
            const outgoing = request({
                agent,
                hostname,
                port: port || 80,
                path,
            });
            outgoing.on("error", (error: NodeJS.ErrnoException) => {
                // The backend closed a pooled connection just as we took it: no request was lost.
                if (mayRetry && outgoing.reusedSocket && error.code === "ECONNRESET") {
                    resolve(send(path, false));
                } else {
                    reject(error);
                }
            });
            outgoing.on("response", (incoming) => {
                const chunks: Buffer[] = [];
                incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
                incoming.on("error", reject);
                incoming.on("end", () =>
                    resolve({
                        status: incoming.statusCode ?? 502,
                        contentType: incoming.headers["content-type"],
                        body: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks),
                    }),
                );
            });
            outgoing.end();
        });
    return (path) => send(path, true);
}

/** Closes the pooled connections, so that a drained process can end. */
export function closeBackends(): void {
    agent.destroy();
}
