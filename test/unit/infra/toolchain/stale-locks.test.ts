import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { removeStaleLocks } from "../../../../infra/toolchain/stale-locks.mjs";
import { workspace } from "./workspace.ts";

describe("toolchain stale locks", () => {
    const place = workspace();

    function lock(
        stack: string,
        pid: number,
        more: { hostname?: string; timestamp?: string } = {},
    ): string {
        const dir = path.join(place.dir, ".pulumi/locks/organization/sock-shop", stack);
        mkdirSync(dir, { recursive: true });
        const file = path.join(dir, "5d6f.json");
        const timestamp = new Date().toISOString();
        writeFileSync(
            file,
            JSON.stringify({ pid, username: "u", hostname: os.hostname(), timestamp, ...more }),
        );
        return file;
    }

    /** A pid that was just free. */
    function deadPid(): number {
        return spawnSync("true").pid;
    }

    it("removes the lock of a process that is gone", () => {
        const file = lock("baseline", deadPid());
        assert.deepEqual(
            removeStaleLocks(place.dir).map((removed) => removed.file),
            [file],
        );
        assert.equal(existsSync(file), false);
    });

    it("leaves the lock of a running pulumi", async () => {
        const child = spawn("sh", ["-c", "while :; do read -r x; done", "pulumi"]);
        try {
            const file = lock("baseline", Number(child.pid), {
                timestamp: new Date(Date.now() + 1_000).toISOString(),
            });
            assert.deepEqual(removeStaleLocks(place.dir), []);
            assert.equal(existsSync(file), true);
        } finally {
            child.kill("SIGKILL");
        }
    });

    it("removes a lock whose pid is now another program's", () => {
        const file = lock("baseline", 1);
        assert.equal(removeStaleLocks(place.dir).length, 1);
        assert.equal(existsSync(file), false);
    });

    it("removes a lock written before the process of that pid began", function () {
        if (process.platform !== "linux") return;
        const child = spawn("sh", ["-c", "while :; do read -r x; done", "pulumi"]);
        try {
            lock("baseline", Number(child.pid), { timestamp: "2020-01-01T00:00:00Z" });
            assert.equal(removeStaleLocks(place.dir).length, 1);
        } finally {
            child.kill("SIGKILL");
        }
    });

    it("judges only this machine's locks, and only whole ones", () => {
        const other = lock("baseline", deadPid(), { hostname: "elsewhere" });
        const torn = lock("incident-8", 1);
        writeFileSync(torn, '{"pid": 1');
        assert.deepEqual(removeStaleLocks(place.dir), []);
        assert.deepEqual([existsSync(other), existsSync(torn)], [true, true]);
    });

    it("finds nothing where there is no state", () => {
        assert.deepEqual(removeStaleLocks(path.join(place.dir, "none")), []);
    });
});
