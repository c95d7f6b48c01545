import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { Worker } from "node:worker_threads";
import { listen } from "../../../../../components/shop/image/src/platform/http.ts";

const CONNECTIONS = 1500;

/** Connects from a thread of its own, and tells how many came through, at the latest after two seconds. */
const VISITORS = `
    const { connect } = require("node:net");
    const { workerData } = require("node:worker_threads");
    const state = new Int32Array(workerData.shared);
    const sockets = [];
    const tell = () => {
        clearTimeout(late);
        Atomics.store(state, 0, 1);
        Atomics.notify(state, 0);
    };
    const late = setTimeout(tell, 2000);
    for (let one = 0; one < workerData.connections; one++) {
        sockets.push(
            connect({ port: workerData.port, host: "127.0.0.1" }, () => {
                if (Atomics.add(state, 1, 1) + 1 === workerData.connections) tell();
            }).on("error", () => {}),
        );
    }
`;

describe("a server that is busy", () => {
    // A limit of the machine, which the kernel applies to every socket.
    const file = "/proc/sys/net/core/somaxconn";
    const most = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;

    it("lets those who come meanwhile wait, and turns none away", async function () {
        this.timeout(20_000);
        if (most < CONNECTIONS) this.skip();
        const server = await listen({
            app: { fetch: () => new Response("here") },
            port: 0,
            onListening: () => {},
            close: () => Promise.resolve(),
        });
        const shared = new SharedArrayBuffer(8);
        const state = new Int32Array(shared);
        const { port } = server.address() as AddressInfo;
        const visitors = new Worker(VISITORS, {
            eval: true,
            workerData: { shared, port, connections: CONNECTIONS },
        });
        await once(visitors, "online");
        // The thread that would take connections waits here: nobody is taken before all have come.
        Atomics.wait(state, 0, 0, 10_000);
        const connected = Atomics.load(state, 1);
        await visitors.terminate();
        server.closeAllConnections();
        await new Promise((closed) => server.close(closed));
        assert.equal(connected, CONNECTIONS);
    });
});
