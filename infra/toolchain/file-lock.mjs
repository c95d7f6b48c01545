import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { codeOf, ToolchainError } from "./error.mjs";
import { processBirth } from "./process-birth.mjs";

/**
 * Runs `work` while holding a lock file that other processes of this machine respect. A lock whose
 * process is gone is taken over. What it guards must be safe to do twice (it is: everything is made
 * aside and renamed), the lock only saves the double work.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {{ onWait?: (holder: number) => void, deadlineMs?: number }} [options] deadline default 30 min
 * @returns {Promise<T>}
 */
export async function withLock(file, work, options = {}) {
    mkdirSync(path.dirname(file), { recursive: true });
    const deadline = Date.now() + (options.deadlineMs ?? 30 * 60_000);
    const mine = `${process.pid} ${processBirth(process.pid) ?? "?"}\n`;
    let told = false;
    for (;;) {
        try {
            writeFileSync(file, mine, { flag: "wx" });
            break;
        } catch (error) {
            if (codeOf(error) !== "EEXIST") throw error;
        }
        const holder = holderOf(file);
        if (holder === undefined) continue;
        if (!told) options.onWait?.(holder);
        told = true;
        if (Date.now() > deadline) {
            throw new ToolchainError({
                where: file,
                found: `process ${holder} has held this lock for too long`,
                allowed: "one build of a tool at a time",
                cure: `wait for process ${holder}, or end it (\`kill ${holder}\`) and run again`,
            });
        }
        await delay(200);
    }
    try {
        return await work();
    } finally {
        rmSync(file, { force: true });
    }
}

/**
 * @param {string} file
 * @returns {number | undefined} pid of the live holder; a dead one's lock is removed
 */
function holderOf(file) {
    let text;
    try {
        text = readFileSync(file, "utf8");
    } catch {
        return undefined;
    }
    const [pid, birth] = text.trim().split(" ");
    // An empty file is one that its maker is still writing.
    if (pid === undefined || pid === "" || birth === undefined) return -1;
    if (processBirth(Number(pid)) === birth || birth === "?") return Number(pid);
    try {
        const aside = `${file}.stale-${process.pid}`;
        renameSync(file, aside);
        rmSync(aside, { force: true });
    } catch {
        // Another waiter was faster.
    }
    return undefined;
}
