import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { steadyFetch } from "../../../../../infra/plugins/datadog/steady-fetch.ts";

describe("steadyFetch", () => {
    let server: Server;
    let url: string;
    let asked: string[];
    /** How many requests lose their connection before one is answered. */
    let losing: number;
    beforeEach(async () => {
        asked = [];
        server = createServer((request, response) => {
            asked.push(`${request.method} ${request.url}`);
            if (asked.length <= losing) request.socket.destroy();
            else response.end("{}");
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterEach(() => {
        server.close();
        server.closeAllConnections();
    });

    for (const [method, path] of [
        ["GET", "/api/v1/slo/1"],
        ["PUT", "/api/v1/slo/1"],
        ["DELETE", "/api/v1/slo/1"],
        ["POST", "/api/v1/monitor/validate"],
    ] as const) {
        it(`asks once more where the connection was lost: ${method} ${path}`, async () => {
            losing = 1;
            assert.equal((await steadyFetch(url + path, { method })).status, 200);
            assert.deepEqual(asked, [`${method} ${path}`, `${method} ${path}`]);
        });
    }

    it("asks no third time", async () => {
        losing = 2;
        await assert.rejects(steadyFetch(`${url}/x`, { method: "GET" }), TypeError);
        assert.equal(asked.length, 2);
    });

    it("makes nothing twice", async () => {
        losing = 1;
        await assert.rejects(steadyFetch(`${url}/api/v1/slo`, { method: "POST" }), TypeError);
        assert.deepEqual(asked, ["POST /api/v1/slo"]);
    });
});
