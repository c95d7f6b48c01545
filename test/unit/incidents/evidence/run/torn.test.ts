import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { streamLines } from "../../../../../incidents/evidence/read/lines.ts";
import { readRun } from "../../../../../incidents/evidence/read/read-run.ts";
import { at, outcome, outFolder, writeRun } from "./written-run.ts";

describe("a torn file of a run", function () {
    this.timeout(60_000);
    let out: string;
    let remove: () => void;
    beforeEach(() => ({ out, remove } = outFolder()));
    afterEach(() => remove());

    it("is read up to where it is cut off, wherever that is", async () => {
        const { folder } = writeRun(out);
        const file = join(folder, "criteria.jsonl");
        const whole = readFileSync(file);
        const ends = [0, whole.indexOf("\n") + 1];
        for (let length = 0; length < whole.length; length++) {
            writeFileSync(file, whole.subarray(0, length));
            const found = await streamLines(folder, "criteria");
            const lines = length < (ends[1] ?? 0) ? 0 : 1;
            assert.equal(found?.lines.length, lines, `${length} bytes`);
            const torn = ends.includes(length) ? undefined : "its last line is cut off";
            assert.equal(found.torn, torn, `${length} bytes`);
        }
        const { records, torn } = await readRun(folder);
        assert.deepEqual(
            records.criteria.map(({ name }) => name),
            ["pages are slow"],
        );
        const reason = "its last line is cut off";
        assert.deepEqual(torn, [{ file: "criteria.jsonl", readable: 1, reason }]);
    });
    it("is read up to there where it is compressed, too", async () => {
        const writer = writeRun(out);
        for (let index = 0; index < 50; index++) {
            const error = `no answer from ${Math.sin(index)}`;
            writer.append("http", { at: at(20), phase: "red", ms: index, status: 0, error });
        }
        await writer.end("valid", outcome());
        const file = join(writer.folder, "http.jsonl.gz");
        const whole = readFileSync(file);
        const lines = gunzipSync(whole).toString().split("\n").slice(0, -1);
        let most = 0;
        for (let length = 0; length < whole.length; length++) {
            writeFileSync(file, whole.subarray(0, length));
            const found = await streamLines(writer.folder, "http");
            assert.deepEqual(found?.lines, lines.slice(0, found?.lines.length), `${length} bytes`);
            assert.ok(length === 0 || found?.torn !== undefined, `${length} bytes: not torn`);
            most = Math.max(most, found?.lines.length ?? 0);
        }
        assert.equal(most, lines.length);
    });
    it("loses a line that is damaged, and none after it", async () => {
        const { folder } = writeRun(out);
        const file = join(folder, "criteria.jsonl");
        const [first = "", second = ""] = readFileSync(file, "utf8").split("\n");
        writeFileSync(file, `${first.replace('"must"', '"may"')}\n${second}\n`);
        const { records, torn } = await readRun(folder);
        assert.deepEqual(
            records.criteria.map(({ name }) => name),
            ["pages fail"],
        );
        assert.deepEqual(
            torn.map(({ file: name, readable }) => [name, readable]),
            [["criteria.jsonl", 1]],
        );
        assert.match(torn[0]?.reason ?? "", /^line 1: group: Invalid option/);
    });
});
