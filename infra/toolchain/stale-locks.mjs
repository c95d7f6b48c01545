// Removes locks of Pulumi processes that are gone; .tools/bin/pulumi runs it when there is a lock.
// Run as a program: `node stale-locks.mjs <state folder>`; says on stderr what it removed.
import { readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { holdsLock } from "./lock-holder.mjs";
import { mendState } from "./torn-state.mjs";

/**
 * @typedef {object} Lock what Pulumi's file backend writes
 * @property {number} pid
 * @property {string} hostname
 * @property {string} timestamp RFC 3339
 */

/**
 * @param {string} state folder of the file backend
 * @param {{ hostname?: string, alive?: (lock: Lock) => boolean }} [options]
 * @returns {{ file: string, lock: Lock }[]} what was removed
 */
export function removeStaleLocks(state, options = {}) {
    const hostname = options.hostname ?? os.hostname();
    const alive = options.alive ?? holdsLock;
    const removed = [];
    for (const file of lockFiles(path.join(state, ".pulumi", "locks"))) {
        const lock = readLock(file);
        // Another machine's lock, or one that is just being written: not ours to judge.
        if (lock === undefined || lock.hostname !== hostname || alive(lock)) continue;
        rmSync(file, { force: true });
        rmSync(`${file}.attrs`, { force: true });
        removed.push({ file, lock });
    }
    return removed;
}

/** @param {string} folder */
function lockFiles(folder) {
    try {
        return readdirSync(folder, { recursive: true, encoding: "utf8" })
            .filter((name) => name.endsWith(".json"))
            .map((name) => path.join(folder, name));
    } catch {
        return [];
    }
}

/**
 * @param {string} file
 * @returns {Lock | undefined}
 */
function readLock(file) {
    try {
        const lock = /** @type {Record<string, unknown>} */ (
            JSON.parse(readFileSync(file, "utf8"))
        );
        const { pid, hostname, timestamp } = lock;
        if (typeof pid !== "number" || typeof hostname !== "string") return undefined;
        return typeof timestamp === "string" ? { pid, hostname, timestamp } : undefined;
    } catch {
        return undefined;
    }
}

const [, program, state] = process.argv;
if (program !== undefined && state !== undefined && isThisFile(program)) {
    for (const { file, lock } of removeStaleLocks(state)) {
        const stack = path.basename(path.dirname(file));
        process.stderr.write(
            `removed the lock of a Pulumi that is gone (process ${lock.pid}, stack ${stack}, since ${lock.timestamp})\n`,
        );
        const project = path.basename(path.dirname(path.dirname(file)));
        for (const line of mendState(state, project, stack)) {
            process.stderr.write(`state of stack ${stack}: ${line}\n`);
        }
    }
}

/** @param {string} file */
function isThisFile(file) {
    return import.meta.url === pathToFileURL(realpathSync(file)).href;
}
