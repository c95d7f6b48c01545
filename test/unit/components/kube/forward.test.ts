import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { WebSocketServer } from "ws";
import type { KubeObject } from "../../../../components/kube/client.ts";
import { PodForwards, readyPod } from "../../../../components/kube/forward.ts";

function pod(name: string, ready: string, metadata: object = {}): KubeObject {
    return {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name, ...metadata },
        status: { conditions: [{ type: "Ready", status: ready }] },
    };
}

const PODS = "/api/v1/namespaces/shop/pods";

describe("forwards to pods", () => {
    let api: Server;
    let forwards: PodForwards;
    let asked: string[];
    let pods: KubeObject[];

    /** An API server whose pods say back what they hear, after the port's number, and end at a full stop. */
    before(async () => {
        api = createServer();
        const sockets = new WebSocketServer({ server: api });
        sockets.on("connection", (socket, request) => {
            const { authorization } = request.headers;
            asked.push(`${request.url} ${socket.protocol} ${authorization}`);
            for (const stream of [0, 1]) socket.send(Buffer.of(stream, 0x5c, 0x3d));
            socket.on("message", (data: Buffer) => {
                const said = data.subarray(1);
                assert.equal(data[0], 0);
                socket.send(Buffer.concat([Buffer.of(0), said]));
                if (said.toString() === "fail") socket.send(Buffer.from("\u0001lost connection"));
                if (said.toString().endsWith(".")) socket.close();
            });
        });
        await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
    });
    after(() => api.close());

    beforeEach(() => {
        asked = [];
        pods = [pod("broker-1", "True")];
        const { port } = api.address() as AddressInfo;
        const access = {
            server: new URL(`http://127.0.0.1:${port}`),
            options: { headers: { authorization: "Bearer token" } },
        };
        const kube = {
            access: () => Promise.resolve(access),
            list: (path: string) => {
                assert.equal(path, `${PODS}?labelSelector=name%3Dbroker`);
                return Promise.resolve(pods);
            },
        };
        forwards = new PodForwards(kube, "shop");
    });
    afterEach(() => forwards.close());

    async function open(): Promise<Socket> {
        const socket = connect(await forwards.port("broker", 15672), "127.0.0.1");
        await new Promise((resolve) => socket.once("connect", resolve));
        return socket;
    }

    it("carries bytes both ways as the caller's user, without the port's number", async () => {
        const socket = await open();
        socket.write("good day.");
        assert.equal(await text(socket), "good day.");
        assert.deepEqual(asked, [
            `${PODS}/broker-1/portforward?ports=15672 v4.channel.k8s.io Bearer token`,
        ]);
    });
    it("carries more than fits at once, in order", async () => {
        const socket = await open();
        const sent = Array.from({ length: 200_000 }, (_, index) => `${index} `).join("");
        socket.write(`${sent}.`);
        assert.equal(await text(socket), `${sent}.`);
    });
    it("keeps a stream of errors out of the data", async () => {
        const socket = await open();
        socket.write("fail");
        await new Promise((resolve) => socket.once("data", resolve));
        socket.write(".");
        assert.equal(await text(socket), ".");
    });
    it("opens one port for a workload, and looks the pod up at each connection", async () => {
        const first = await forwards.port("broker", 15672);
        pods = [pod("broker-2", "True")];
        const socket = await open();
        socket.write(".");
        await text(socket);
        assert.equal(await forwards.port("broker", 15672), first);
        assert.match(asked[0] ?? "", /broker-2/);
    });
    it("breaks the connection where no pod is ready", async () => {
        pods = [pod("broker-1", "False")];
        assert.equal(await text(await open()), "");
        assert.deepEqual(asked, []);
    });
    it("closes its ports and what goes through them", async () => {
        const socket = await open();
        const port = await forwards.port("broker", 15672);
        await forwards.close();
        assert.equal(await text(socket).catch(() => ""), "");
        const refused = connect(port, "127.0.0.1");
        const [error] = (await new Promise((resolve) =>
            refused.once("error", (...args) => resolve(args)),
        )) as [NodeJS.ErrnoException];
        assert.equal(error.code, "ECONNREFUSED");
    });
});

describe("the ready pod of a workload", () => {
    const find = (...pods: KubeObject[]): Promise<KubeObject> =>
        readyPod({ list: () => Promise.resolve(pods) }, "shop", "broker");

    it("is one that is Ready and stays", async () => {
        const ending = pod("old", "True", { deletionTimestamp: "2026-01-01T00:00:00Z" });
        const found = await find(ending, pod("starting", "False"), pod("new", "True"));
        assert.equal(found.metadata.name, "new");
        await assert.rejects(find(ending), { message: "broker has no Ready pod" });
    });
});
