import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

import { localEngine, strayPidFiles } from "../../../../infra/toolchain/docker-engine.mjs";
import { workspace } from "./workspace.ts";

describe("toolchain Docker engine", function () {
    const place = workspace();
    const children: ChildProcess[] = [];

    before(function () {
        // Elsewhere the engine runs in a machine of its own, and no pid file of it is seen.
        if (process.platform !== "linux") this.skip();
    });

    afterEach(() => {
        for (const child of children.splice(0)) child.kill("SIGKILL");
    });

    function pidFile(pid: number): string {
        const file = path.join(place.dir, "docker.pid");
        writeFileSync(file, `${pid}\n`);
        return file;
    }

    /** A program under the engine's name that lives until the test ends. */
    async function calledDockerd(): Promise<number> {
        const program = path.join(place.dir, "dockerd");
        symlinkSync("/bin/sh", program);
        const child = spawn(program, ["-c", "read -r line"], { argv0: "sh" });
        children.push(child);
        await once(child, "spawn");
        return Number(child.pid);
    }

    it("knows a running engine by its pid file", async () => {
        const pid = await calledDockerd();
        const file = pidFile(pid);
        assert.equal(localEngine([path.join(place.dir, "none.pid"), file]), pid);
        assert.deepEqual(strayPidFiles([file]), []);
    });

    it("takes no other program for the engine that left its pid behind", () => {
        const file = pidFile(process.pid);
        assert.equal(localEngine([file]), undefined);
        assert.deepEqual(strayPidFiles([file]), [file]);
    });

    it("leaves the pid file of a process that is gone to the engine, which overwrites it", () => {
        const file = pidFile(spawnSync("true").pid);
        assert.equal(localEngine([file]), undefined);
        assert.deepEqual(strayPidFiles([file]), []);
    });
});
