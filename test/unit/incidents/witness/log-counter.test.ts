import assert from "node:assert/strict";
import { KubeError } from "../../../../components/kube/client.ts";
import { entriesOf, LogCounter } from "../../../../incidents/witness/log-counter.ts";

describe("witness of logs", () => {
    it("counts lines that hold the text, from that time on to the millisecond", () => {
        // The API server takes whole seconds: what was before within that second must not count.
        const log = [
            "2026-01-01T00:00:01.400000000Z Payment gateway error: early",
            "2026-01-01T00:00:01.600000000Z Payment gateway error: connection refused",
            "2026-01-01T00:00:02.000000000Z Payment authorized: ch_1",
            "2026-01-01T00:00:03.123456789Z Payment gateway error: connection refused",
            "",
        ].join("\n");
        const since = new Date("2026-01-01T00:00:01.500Z");
        const about = "connection refused";
        assert.deepEqual(entriesOf(log, since, /Payment gateway error: (.+)/), [
            { atMs: Date.parse("2026-01-01T00:00:01.600Z"), about },
            { atMs: Date.parse("2026-01-01T00:00:03.123Z"), about },
        ]);
        assert.deepEqual(entriesOf(log, since, /Payment authorized/), [
            { atMs: Date.parse("2026-01-01T00:00:02Z"), about: undefined },
        ]);
        assert.deepEqual(entriesOf("", since, /./), []);
    });
    it("keeps what was counted in a pod that is gone, and begins anew when a fault has landed", async () => {
        const startedMs = Date.now();
        const logs = new Map([["payment-1", ["Payment auth request"]]]);
        const watch = { name: "asked", workload: "payment", text: /Payment auth/ };
        const counter = new LogCounter(
            {
                list: () =>
                    Promise.resolve(
                        [...logs.keys()].map((name) => ({
                            apiVersion: "v1",
                            kind: "Pod",
                            metadata: { name },
                        })),
                    ),
                text: (_method, path) => {
                    const [, name = ""] = /pods\/(.+)\/log/.exec(path) ?? [];
                    const lines = logs.get(name) ?? [];
                    const time = new Date(Date.now() + 1_000).toISOString();
                    return Promise.resolve(lines.map((line) => `${time} ${line}`).join("\n"));
                },
            },
            [watch],
        );
        const read = async (): Promise<number | undefined> => {
            await counter.look();
            return counter.reading().logLines?.["asked"];
        };
        assert.equal(counter.lacks(), "logs: not read yet");
        assert.equal(await read(), 1);
        logs.delete("payment-1");
        logs.set("payment-2", ["Payment auth request", "Payment auth request"]);
        assert.equal(await read(), 3);
        counter.began("reverted");
        assert.equal(await read(), 3);
        const [first] = counter.reading().logEntries?.["asked"] ?? [];
        const atMs = first?.atMs ?? 0;
        assert.ok(atMs >= startedMs + 1_000 && atMs <= Date.now() + 1_000, String(atMs));
        counter.began("applied");
        logs.clear();
        assert.equal(await read(), 0);
        assert.deepEqual(counter.reading().logEntries, { asked: [] });
    });
    it("takes a pod without a log yet for none, and no other failure", async () => {
        const failing = (status: number): LogCounter =>
            new LogCounter(
                {
                    list: () =>
                        Promise.resolve([
                            { apiVersion: "v1", kind: "Pod", metadata: { name: "a" } },
                        ]),
                    text: () => Promise.reject(new KubeError(status, "no")),
                },
                [{ name: "x", workload: "payment", text: /x/ }],
            );
        await failing(400).look();
        await failing(404).look();
        await assert.rejects(failing(500).look(), KubeError);
    });
});
