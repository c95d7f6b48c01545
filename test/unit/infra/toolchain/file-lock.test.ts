import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { withLock } from "../../../../infra/toolchain/file-lock.mjs";
import { fillOnce } from "../../../../infra/toolchain/tool-dir.mjs";
import { workspace } from "./workspace.ts";

describe("toolchain locks and cache folders", () => {
    const place = workspace();

    it("two holders never overlap, and the second says whom it waits for", async () => {
        const file = path.join(place.dir, "x.lock");
        const events: string[] = [];
        const waits: number[] = [];
        const hold = (name: string) =>
            withLock(
                file,
                async () => {
                    events.push(`+${name}`);
                    await new Promise((resolve) => setTimeout(resolve, 50));
                    events.push(`-${name}`);
                },
                { onWait: (pid) => void waits.push(pid) },
            );
        await Promise.all([hold("a"), hold("b")]);
        assert.deepEqual(events, ["+a", "-a", "+b", "-b"]);
        assert.deepEqual(waits, [process.pid]);
        assert.equal(existsSync(file), false);
    });

    it("takes over the lock of a process that is gone", async () => {
        const file = path.join(place.dir, "x.lock");
        writeFileSync(file, `${spawnSync("true").pid} 12345\n`);
        assert.equal(
            await withLock(file, () => Promise.resolve("done"), { deadlineMs: 2_000 }),
            "done",
        );
    });

    it("gives up on a live holder at its deadline, with the cure", async () => {
        const file = path.join(place.dir, "x.lock");
        await withLock(file, async () => {
            const second = withLock(file, () => Promise.resolve(), { deadlineMs: 100 });
            await assert.rejects(second, new RegExp(`cure: .*kill ${process.pid}`));
        });
    });

    it("is released when the work fails", async () => {
        const file = path.join(place.dir, "x.lock");
        await assert.rejects(
            withLock(file, () => Promise.reject(new Error("no"))),
            /no/,
        );
        assert.equal(existsSync(file), false);
    });

    it("fills a folder once, whole or not at all, and clears what a killed run left", async () => {
        const parent = path.join(place.dir, "tools");
        const folder = path.join(parent, "1.0-a");
        mkdirSync(`${folder}.tmp-${spawnSync("true").pid}`, { recursive: true });
        const half = fillOnce(folder, async (scratch) => {
            writeFileSync(path.join(scratch, "part"), "");
            return Promise.reject(new Error("interrupted"));
        });
        await assert.rejects(half, /interrupted/);
        assert.deepEqual(readdirSync(parent), []);
        let times = 0;
        const fill = (scratch: string) => {
            times += 1;
            writeFileSync(path.join(scratch, "whole"), "");
            return Promise.resolve();
        };
        await Promise.all([fillOnce(folder, fill), fillOnce(folder, fill)]);
        assert.equal(times, 1);
        assert.deepEqual([readdirSync(parent), readdirSync(folder)], [["1.0-a"], ["whole"]]);
    });
});
