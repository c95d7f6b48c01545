import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { readRun } from "../../../../../incidents/evidence/read/read-run.ts";
import { findRun } from "../../../../../incidents/evidence/read/runs.ts";
import { outFolder } from "./written-run.ts";

describe("a run whose writer is killed", function () {
    this.timeout(60_000);
    let out: string;
    let remove: () => void;
    beforeEach(() => ({ out, remove } = outFolder()));
    afterEach(() => remove());

    it("is interrupted, and keeps all that was seen until then", async () => {
        const script = join(import.meta.dirname, "killed-writer.ts");
        const child = spawn(process.execPath, [script, out], {
            stdio: ["ignore", "pipe", "inherit"],
        });
        const ended = once(child, "exit");
        let said = 0;
        try {
            for await (const line of createInterface({ input: child.stdout })) {
                said = Math.max(said, Number(line));
                if (said === 200) {
                    assert.equal((await readRun(findRun(out, "latest"))).status, "running");
                    child.kill("SIGKILL");
                }
            }
        } finally {
            child.kill("SIGKILL");
        }
        assert.deepEqual(await ended, [null, "SIGKILL"]);
        const run = await readRun(findRun(out, "latest"));
        assert.equal(run.manifest.status, "running");
        assert.equal(run.status, "interrupted");
        assert.equal(run.manifest.phase, "red");
        assert.equal(run.outcome, undefined);
        assert.deepEqual(run.torn, []);
        // One of the written run, then each that was said; one may have been written and not said.
        const seen = run.records.http.slice(1).map(({ ms }) => ms);
        assert.ok(said >= 200 && seen.length >= said, `${seen.length} of ${said}`);
        assert.deepEqual(
            seen,
            seen.map((_, index) => index + 1),
        );
    });
});
