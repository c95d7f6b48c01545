import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { send, strike, type Strike } from "../../../../../infra/cli/chaos/strike.ts";

// The engine is a script here: what is tested is who is struck, when, and what is told of it.
describe("a strike at a command", () => {
    let folder: string;
    const path = process.env["PATH"];

    before(() => {
        folder = mkdtempSync(join(tmpdir(), "chaos-strike-"));
    });
    after(() => {
        process.env["PATH"] = path;
        rmSync(folder, { recursive: true });
    });

    async function struckBy(
        script: string,
        atMs: number,
        blow: Parameters<typeof strike>[0]["blow"],
    ): Promise<Strike> {
        writeFileSync(join(folder, "pulumi"), `#!/bin/sh\n${script}\n`);
        chmodSync(join(folder, "pulumi"), 0o755);
        process.env["PATH"] = `${folder}${delimiter}${path ?? ""}`;
        return await strike({ stack: "x", operation: "up", atMs, blow, engine: { cwd: folder } });
    }

    it("hits it at the moment, and tells its last line until then", async () => {
        const { struck, code, tookMs } = await struckBy(
            'echo "  $1 $3"; exec sleep 30',
            400,
            async (engine) => (send(engine, "SIGKILL") ? "engine" : undefined),
        );
        assert.equal(struck?.what, "engine");
        assert.equal(struck?.event, "up x");
        assert.ok(struck !== undefined && struck.atMs >= 400, String(struck?.atMs));
        assert.equal(code, undefined);
        assert.ok(tookMs < 20_000, String(tookMs));
    });
    it("is none where the command ends before, with its code", async () => {
        let dealt = 0;
        const { struck, code } = await struckBy("exit 7", 20_000, async () => String(dealt++));
        assert.deepEqual([struck, code, dealt], [undefined, 7, 0]);
    });
    it("waits for who isn't there yet", async () => {
        let looks = 0;
        const mark = join(folder, "there");
        const { struck } = await struckBy(`sleep 0.3; touch there; exec sleep 30`, 0, (engine) => {
            looks++;
            if (!existsSync(mark)) return Promise.resolve(undefined);
            send(engine, "SIGKILL");
            return Promise.resolve("late");
        });
        assert.equal(struck?.what, "late");
        assert.ok(looks > 2, String(looks));
    });
    it("is none where who is to be hit never comes", async () => {
        const { struck, code } = await struckBy("sleep 0.2", 0, async () => undefined);
        assert.deepEqual([struck, code], [undefined, 0]);
    });
    it("never signals this process's own group, nor everybody", () => {
        assert.equal(send(0, "SIGKILL"), false);
        assert.equal(send(-1, "SIGKILL"), false);
        assert.equal(send(-0, "SIGKILL"), false);
    });
});
