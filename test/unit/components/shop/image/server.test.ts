import assert from "node:assert/strict";
import { Hono } from "hono";
import { once } from "node:events";
import { createServer, request } from "node:http";
import type { IncomingHttpHeaders, Server } from "node:http";
import {
    backend,
    closeBackends,
} from "../../../../../components/shop/image/src/platform/http-client.ts";
import type { Ask } from "../../../../../components/shop/image/src/platform/http-client.ts";
import { drain, listen } from "../../../../../components/shop/image/src/platform/http.ts";
import { createFrontEnd } from "../../../../../components/shop/image/src/services/front-end/app.ts";
import { memoryStore } from "../../../../../components/shop/image/src/services/front-end/sessions/memory-store.ts";

const portOf = (server: Server): number => {
    const address = server.address();
    assert.ok(address !== null && typeof address === "object");
    return address.port;
};

const open: Server[] = [];
const serve = async (app: Pick<Hono, "fetch">): Promise<Server> => {
    const server = await listen({ app, port: 0, onListening: () => {}, close: async () => {} });
    open.push(server);
    return server;
};
const get = (
    port: number,
    path: string,
    headers: Record<string, string> = {},
): Promise<[number | undefined, IncomingHttpHeaders, string]> =>
    new Promise((resolve, reject) => {
        request({ port, path, headers, agent: false, host: "127.0.0.1" }, (incoming) => {
            let body = "";
            incoming.on("data", (chunk: Buffer) => (body += chunk.toString()));
            incoming.on("end", () => resolve([incoming.statusCode, incoming.headers, body]));
        })
            .on("error", reject)
            .end();
    });

const frontEnd = (ask: Ask): ReturnType<typeof createFrontEnd> =>
    createFrontEnd({
        backends: { catalogue: ask, carts: ask, orders: ask, user: ask },
        cartsUrl: "http://carts",
        sessions: memoryStore(),
        secret: "s",
        pages: new Map(),
        log: () => {},
    });

describe("over real sockets", () => {
    afterEach(async () => {
        await Promise.all(
            open.splice(0).map(async (server) => {
                server.closeAllConnections();
                if (server.listening) await new Promise((done) => server.close(done));
            }),
        );
    });
    after(closeBackends);

    // Guards against the HTTP adaptor, which adds a content type where a handler sends none.
    it("passes a catalogue's error through as 200 without a content type", async () => {
        const failing = createServer((_, answer) => {
            answer.writeHead(500, { "Content-Type": "text/plain" }).end('{"error":"Do: x"}\n');
        });
        open.push(failing.listen(0, "127.0.0.1"));
        await once(failing, "listening");
        const ask = backend(`http://127.0.0.1:${portOf(failing)}`);
        const shop = await serve(frontEnd(ask));
        for (const path of ["/catalogue", "/catalogue/x", "/tags"]) {
            const [status, headers, body] = await get(portOf(shop), path);
            assert.deepEqual(
                [status, headers["content-type"], headers["content-length"], body],
                [200, undefined, "18", '{"error":"Do: x"}\n'],
            );
            assert.match(
                headers["set-cookie"]?.join() ?? "",
                /^md\.sid=s%3A[^;]+; Path=\/; HttpOnly$/,
            );
        }
    });

    it("sends both cookies of a log-in, and no content type where there is no body", async () => {
        const user = createServer((asked, answer) => {
            answer.writeHead(asked.headers.authorization === undefined ? 401 : 200);
            answer.end('{"user":{"id":"57a98d98e4b00679b4a830b2"}}');
        });
        open.push(user.listen(0, "127.0.0.1"));
        await once(user, "listening");
        const port = portOf(await serve(frontEnd(backend(`http://127.0.0.1:${portOf(user)}`))));
        const [status, headers, body] = await get(port, "/login", { Authorization: "Basic eA==" });
        assert.deepEqual([status, body], [200, "Cookie is set"]);
        assert.match(
            headers["set-cookie"]?.join("|") ?? "",
            /^md\.sid=s%3A([\w-]{32})\.[^|]+\|logged_in=\1; Max-Age=3600; Path=\/$/,
        );
        const [refused, its, nothing] = await get(port, "/login");
        assert.deepEqual(
            [refused, its["content-type"], its["content-length"], nothing],
            [401, undefined, "0", ""],
        );
    });

    it("never asks a backend for what a path walks to", async () => {
        const paths: (string | undefined)[] = [];
        const catalogue = createServer((asked, answer) => {
            paths.push(asked.url);
            answer.end("{}");
        });
        open.push(catalogue.listen(0, "127.0.0.1"));
        await once(catalogue, "listening");
        const port = portOf(
            await serve(frontEnd(backend(`http://127.0.0.1:${portOf(catalogue)}`))),
        );
        for (const walk of ["..", "%2e%2E", ".%2e", "%2e"]) {
            await get(port, `/catalogue/${walk}/health`);
            await get(port, `/orders/${walk}/health`);
        }
        assert.equal((await get(port, "/catalogue\\..\\health"))[0], 400);
        assert.deepEqual(paths, ["/catalogue/health", "/orders/health"]);
    });

    it("keeps connections to a backend, and retries one that the backend had closed", async () => {
        let connections = 0;
        const flaky = createServer((_, answer) => answer.end("fine"));
        flaky.on("connection", () => (connections += 1));
        open.push(flaky.listen(0, "127.0.0.1"));
        await once(flaky, "listening");
        const ask = backend(`http://127.0.0.1:${portOf(flaky)}`);
        for (let call = 1; call <= 3; call += 1) {
            assert.equal(Buffer.from((await ask("/")).body).toString(), "fine");
        }
        assert.equal(connections, 1);
        // The second connection is cut at its next request, as if it had been idle too long.
        flaky.prependOnceListener("request", (incoming) => incoming.socket.resetAndDestroy());
        assert.equal(Buffer.from((await ask("/")).body).toString(), "fine");
        assert.equal(connections, 2);
    });

    it("rejects with the plain network error of an unreachable backend", async () => {
        const gone = createServer();
        gone.listen(0, "127.0.0.1");
        await once(gone, "listening");
        const port = portOf(gone);
        await new Promise((done) => gone.close(done));
        await assert.rejects(backend(`http://127.0.0.1:${port}`)("/"), {
            message: `connect ECONNREFUSED 127.0.0.1:${port}`,
            code: "ECONNREFUSED",
            address: "127.0.0.1",
            port,
        });
    });

    it("lets a request under way finish, then closes, and takes no new one", async () => {
        let finish: () => void = () => {};
        const gate = new Promise<void>((resolve) => (finish = resolve));
        const app = new Hono();
        let reached: () => void = () => {};
        const underWay = new Promise<void>((resolve) => (reached = resolve));
        app.get("/slow", async (c) => {
            reached();
            await gate;
            return c.text("done");
        });
        const server = await serve(app);
        const port = portOf(server);
        const slow = get(port, "/slow");
        await underWay;
        const drained = drain(server, 5_000);
        await assert.rejects(get(port, "/slow"), { code: "ECONNREFUSED" });
        finish();
        assert.equal((await slow)[2], "done");
        await drained;
    });

    it("cuts what is left at the deadline", async () => {
        const app = new Hono();
        app.get("/never", () => new Promise<Response>(() => {}));
        const server = await serve(app);
        const cut = assert.rejects(get(portOf(server), "/never"), { code: "ECONNRESET" });
        await once(server, "request");
        await drain(server, 50);
        await cut;
    });
});
