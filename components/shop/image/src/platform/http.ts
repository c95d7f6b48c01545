import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";
import type { Server } from "node:http";
import { Server as HttpServer } from "node:http";

/** One service of the shop, built but not listening. */
export interface Service {
    /** The routes; only the fetch function is used, whatever variables the app keeps in its context. */
    app: Pick<Hono, "fetch">;
    port: number;
    /** Called once the port is open: writes the start-up log lines. */
    onListening(): void;
    /** Gives back connections; called after the last request has been answered. */
    close(): Promise<void>;
}

/**
 * Connections that wait for the server to take them, at most as many as Linux allows a socket (net.core.somaxconn). A
 * server out of CPU takes them once a second or two; beyond Node's own 511 the kernel drops the rest, who try again after
 * 1, 3, 7 and 15 s: who came later is then answered sooner, and some never, though everybody was only to wait.
 */
const BACKLOG = 4096;

/** Opens the port; rejects when it can't (already taken, not allowed). */
export async function listen(service: Service): Promise<Server> {
    const server = createAdaptorServer({ fetch: service.app.fetch });
    if (!(server instanceof HttpServer)) {
        throw new TypeError("the HTTP adaptor did not make a plain HTTP server");
    }
    // No time-outs, as upstream: under a starved database answers take as long as they take, and a
    // server that hung up first would hide exactly what the lab is there to show.
    server.requestTimeout = 0;
    // Longer than a scrape interval or a probe period, so that callers keep their connections.
    server.keepAliveTimeout = 65_000;
    await new Promise<void>((resolve, reject) => {
        server.once("error", reject);
        server.listen({ port: service.port, backlog: BACKLOG }, () => {
            server.off("error", reject);
            resolve();
        });
    });
    return server;
}

/**
 * Stops taking connections, lets the requests under way finish, and closes what is idle. After
 * `deadlineMs` the rest is cut: the kubelet would kill the process anyway, with less said.
 */
export async function drain(server: Server, deadlineMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
        // A kept-alive connection turns idle after its last answer and would hold the server open.
        const sweep = setInterval(() => server.closeIdleConnections(), 20);
        const cut = setTimeout(() => server.closeAllConnections(), deadlineMs);
        server.close(() => {
            clearInterval(sweep);
            clearTimeout(cut);
            resolve();
        });
        server.closeIdleConnections();
    });
}
