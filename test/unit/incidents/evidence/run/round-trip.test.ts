import assert from "node:assert/strict";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { problemsOf } from "../../../../../incidents/evidence/read/check-run.ts";
import { readManifest } from "../../../../../incidents/evidence/read/manifest.ts";
import { readRun } from "../../../../../incidents/evidence/read/read-run.ts";
import { STREAM_NAMES } from "../../../../../incidents/evidence/schema/streams.ts";
import { RunWriter } from "../../../../../incidents/evidence/write/run-writer.ts";
import { at, outcome, outFolder, writeRun } from "./written-run.ts";

describe("a run's evidence", () => {
    let out: string;
    let remove: () => void;
    beforeEach(() => ({ out, remove } = outFolder()));
    afterEach(() => remove());

    it("is read as it was written, of every stream, while it runs and after its end", async () => {
        const writer = writeRun(out);
        const running = await readRun(writer.folder);
        assert.equal(running.status, "running");
        assert.equal(running.outcome, undefined);
        await writer.end("valid", outcome());
        const ended = await readRun(writer.folder);
        assert.equal(ended.status, "valid");
        assert.deepEqual(ended.outcome, outcome());
        for (const name of STREAM_NAMES) {
            assert.ok(ended.records[name].length > 0, `${name} has no record`);
            if (name !== "timeline") {
                assert.deepEqual(ended.records[name], running.records[name], name);
            }
        }
        assert.equal(ended.records.logs[0]?.message, "slow – 2.3 s");
        assert.deepEqual(ended.records.metrics[0]?.samples.at(-1), [1767225615, null]);
        assert.deepEqual(problemsOf(ended), []);
        assert.deepEqual(problemsOf(running), []);
    });
    it("says which phases it came to, and when", async () => {
        const writer = writeRun(out);
        assert.deepEqual(readManifest(writer.folder).phases, [
            { name: "baseline", from: at(0), to: at(5) },
            { name: "apply", from: at(5), to: at(10) },
            { name: "load", from: at(10), to: at(20) },
            { name: "red", from: at(20) },
        ]);
        await writer.end("interrupted", undefined);
        const manifest = readManifest(writer.folder);
        assert.equal(manifest.phases.at(-1)?.to, at(20));
        assert.equal(manifest.endedAt, at(20));
    });
    it("leaves compressed streams, whose size and hash the manifest has", async () => {
        const writer = writeRun(out);
        await writer.end("valid", outcome());
        const { streams } = readManifest(writer.folder);
        assert.deepEqual(
            readdirSync(writer.folder).sort(),
            [
                "manifest.json",
                "proof.json",
                "series.json",
                ...STREAM_NAMES.map((name) => `${name}.jsonl.gz`),
            ].sort(),
        );
        assert.deepEqual(Object.keys(streams ?? {}).sort(), [...STREAM_NAMES].sort());
    });
    it("names a file that was changed or taken away since", async () => {
        const writer = writeRun(out);
        await writer.end("valid", outcome());
        const file = join(writer.folder, "http.jsonl.gz");
        const bytes = readFileSync(file);
        bytes[4] = 1; // the header's time: the content is the same
        writeFileSync(file, bytes);
        assert.deepEqual(problemsOf(await readRun(writer.folder)), [
            "http.jsonl.gz: not as it was written (SHA-256)",
        ]);
        writeFileSync(join(writer.folder, "proof.json"), "{}\n");
        const [torn, , verdict] = problemsOf(await readRun(writer.folder));
        assert.match(torn ?? "", /^proof\.json: version: .* \(0 records can be read\)$/);
        assert.equal(verdict, "manifest.json: valid, and the outcome is not there");
    });
    it("counts what fails again for the same reason once, and keeps it by name", async () => {
        const writer = writeRun(out);
        writer.gap("logs", "connection refused");
        writer.gap("logs", "connection refused");
        writer.gap("logs", "no answer");
        await writer.end("invalid", outcome({ valid: false }));
        const { manifest, records } = await readRun(writer.folder);
        assert.deepEqual(
            manifest.gaps.map(({ source, reason, times }) => [source, reason, times]),
            [
                ["logs", "connection refused", 2],
                ["logs", "no answer", 1],
            ],
        );
        assert.equal(records.timeline.filter(({ kind }) => kind === "gap").length, 2);
    });
    it("ends where nothing can be written any more, says so once, and fails nobody", async () => {
        const said: string[] = [];
        const title = { run: "r", incident: "i", title: "t", stack: "i" } as const;
        const writer = new RunWriter(
            join(out, "r"),
            { ...title, pace: "short", withoutFault: false },
            (line) => said.push(line),
        );
        rmSync(writer.folder, { recursive: true });
        writer.phase("apply");
        writer.append("http", { at: at(1), phase: "apply", ms: 1, status: 200 });
        writer.gap("logs", "away");
        await writer.end("valid", outcome());
        assert.equal(said.length, 1);
        assert.match(said[0] ?? "", /^evidence is kept no more: ENOENT/);
    });
    it("is refused where a newer lab wrote it, and where it is none", async () => {
        const { folder } = writeRun(out);
        const file = join(folder, "manifest.json");
        const manifest = JSON.parse(readFileSync(file, "utf8")) as object;
        writeFileSync(file, JSON.stringify({ ...manifest, version: 2, more: true }));
        await assert.rejects(readRun(folder), {
            message: [
                `${file}: version 2, which a newer lab wrote`,
                "  allowed: version 1",
                "  cure:    git pull",
            ].join("\n"),
        });
        writeFileSync(file, "{}");
        await assert.rejects(readRun(folder), /no evidence of a run: format/);
        writeFileSync(file, '{"format": "sock');
        await assert.rejects(readRun(folder), /Unterminated string/);
        await assert.rejects(readRun(join(out, "none")), /not there/);
    });
});
