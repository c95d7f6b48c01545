import assert from "node:assert/strict";
import { readRun } from "../../../../../incidents/evidence/read/read-run.ts";
import { Budget, RUN_LIMIT_BYTES } from "../../../../../incidents/evidence/write/budget.ts";
import { RunWriter } from "../../../../../incidents/evidence/write/run-writer.ts";
import { join } from "node:path";
import { at, outFolder } from "./written-run.ts";

const NOW = new Date(0);

describe("the size of a run", () => {
    it("is kept by taking less and less of a stream, to its end", () => {
        const budget = new Budget({ http: 100_000 });
        const offered = 100_000;
        const taken = Array.from({ length: offered }, () => budget.admits("http", 10, NOW));
        const count = (from: number, to: number): number =>
            taken.slice(from, to).filter(Boolean).length;
        assert.equal(count(0, 7_500), 7_500);
        const parts = [20_000, 40_000, 60_000, 80_000].map((from) => count(from, from + 20_000));
        assert.deepEqual(
            parts,
            parts.toSorted((a, b) => b - a),
        );
        assert.ok((parts.at(-1) ?? 0) >= 5, `too little of the end: ${parts.join(", ")}`);
        assert.ok(budget.usedBytes <= 100_000);
        const left = offered - count(0, offered);
        assert.deepEqual(budget.truncated, [
            { stream: "http", records: left, bytes: left * 10, since: NOW.toISOString() },
        ]);
    });
    it("takes the first of each kind, however much others say", () => {
        const budget = new Budget({ logs: 1_000 });
        for (let index = 0; index < 90; index++) budget.admits("logs", 10, NOW, "front-end");
        assert.equal(budget.admits("logs", 10, NOW, "user"), true);
    });
    it("never cuts what happened and how it came out", () => {
        const budget = new Budget();
        for (let index = 0; index < 1_000; index++) {
            assert.equal(budget.admits("timeline", 10_000, NOW), true);
        }
    });
    it("ends below its limit with every stream full, and is said in the manifest", async () => {
        const { out, remove } = outFolder();
        try {
            const title = { run: "r", incident: "i", title: "t", stack: "i" } as const;
            const writer = new RunWriter(
                join(out, "r"),
                { ...title, pace: "short", withoutFault: false },
                assert.fail,
            );
            const message = "x".repeat(4_000);
            for (let index = 0; index < 5_000; index++) {
                const line = { service: "orders", pod: "p", message, fields: {} };
                writer.append("logs", { at: at(index), ...line }, "orders");
                const event = { type: "Normal", reason: "r", object: "o", message, count: 1 };
                writer.append("events", { at: at(index), ...event });
                writer.append("objects", { at: at(index), object: "o", content: { message } });
            }
            await writer.end("interrupted", undefined);
            const { manifest, records } = await readRun(join(out, "r"));
            assert.ok(manifest.budget.usedBytes <= RUN_LIMIT_BYTES);
            assert.deepEqual(manifest.budget.truncated.map(({ stream }) => stream).sort(), [
                "events",
                "logs",
                "objects",
            ]);
            for (const { stream, records: left } of manifest.budget.truncated) {
                assert.equal(records[stream].length + left, 5_000, stream);
            }
        } finally {
            remove();
        }
    });
});
