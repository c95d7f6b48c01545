import assert from "node:assert/strict";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
    errorIn,
    pageFigures,
    percentile,
    samplePage,
} from "../../../../incidents/witness/samples.ts";

describe("witness samples", () => {
    let server: Server | undefined;
    const serve = async (listener: RequestListener): Promise<string> => {
        const made = createServer(listener);
        server = made;
        await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
        return `http://127.0.0.1:${(made.address() as AddressInfo).port}/catalogue`;
    };
    afterEach(() => {
        server?.closeAllConnections();
        server?.close();
    });

    it("finds the error that a 200 hides in its body", () => {
        assert.equal(errorIn(200, '[{"id":"1"}]'), undefined);
        assert.equal(
            errorIn(200, `{"error":"Do: circuit breaker 'List' is open","status_code":500}`),
            "Do: circuit breaker 'List' is open",
        );
        assert.equal(errorIn(503, "[]"), "HTTP 503");
        assert.equal(errorIn(200, "<html>"), "body is not JSON");
    });
    it("takes the value at a share of the samples", () => {
        const values = Array.from({ length: 100 }, (_, index) => 100 - index);
        assert.equal(percentile(values, 0.95), 95);
        assert.equal(percentile([7], 0.95), 7);
        assert.throws(() => percentile([], 0.95), RangeError);
    });
    it("takes an answer for what it is, however bad", async () => {
        const url = await serve((_, response) => response.writeHead(503).end("busy"));
        const { latencyMs, ...rest } = await samplePage(url);
        assert.ok(latencyMs < 5_000);
        assert.deepEqual(rest, { status: 503, error: "HTTP 503" });
    });
    it("counts a page that is refused, cut or never answered as waited for to the end", async () => {
        assert.deepEqual(await samplePage("http://127.0.0.1:1/", { timeoutMs: 700 }), {
            latencyMs: 700,
            status: 0,
            error: "connect ECONNREFUSED 127.0.0.1:1",
        });
        const cut = await serve((request) => request.socket.destroy());
        assert.deepEqual(await samplePage(cut, { timeoutMs: 700 }), {
            latencyMs: 700,
            status: 0,
            error: "socket hang up",
        });
        server?.close();
        const mute = await serve(() => undefined);
        assert.deepEqual(await samplePage(mute, { timeoutMs: 50 }), {
            latencyMs: 50,
            status: 0,
            error: "no answer in 50 ms",
        });
    });
    it("tells what failed, and how", () => {
        const good = [100, 200, 300].map((latencyMs) => ({
            latencyMs,
            status: 200,
            error: undefined,
        }));
        const lost = { latencyMs: 15_000, status: 0, error: "socket hang up" };
        const open = { latencyMs: 2, status: 200, error: "Do: circuit breaker 'List' is open" };
        assert.deepEqual(pageFigures([...good, lost, open]), {
            p95Ms: 15_000,
            failedShare: 0.4,
            breakerOpenShare: 0.2,
            errors: { "socket hang up": 1, "Do: circuit breaker 'List' is open": 1 },
        });
    });
});
