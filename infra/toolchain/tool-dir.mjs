import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync } from "node:fs";
import path from "node:path";

import { trackScratch } from "./children.mjs";
import { codeOf, ToolchainError } from "./error.mjs";
import { withLock } from "./file-lock.mjs";
import { processBirth } from "./process-birth.mjs";

/**
 * Fills a folder of the cache once: made aside, then renamed, so that it is there as a whole or not at
 * all. A second process that wants the same waits for the first.
 * @param {string} folder
 * @param {(scratch: string) => Promise<void>} fill makes the content in the folder it is given
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<string>} the folder
 */
export async function fillOnce(folder, fill, options = {}) {
    if (existsSync(folder)) return folder;
    await guardSpace(folder, () =>
        withLock(
            `${folder}.lock`,
            async () => {
                if (existsSync(folder)) return;
                await inScratch(folder, async (scratch) => {
                    await fill(scratch);
                    renameSync(scratch, folder);
                });
            },
            { onWait: (pid) => options.log?.(`waiting for process ${pid}, which makes the same`) },
        ),
    );
    return folder;
}

/**
 * A scratch folder beside `folder`, removed at the end, on an interrupt, and by the next run.
 * @param {string} folder
 * @param {(scratch: string) => Promise<void>} work
 */
export async function inScratch(folder, work) {
    removeAbandoned(folder);
    const scratch = `${folder}.tmp-${process.pid}`;
    rmSync(scratch, { recursive: true, force: true });
    mkdirSync(scratch, { recursive: true });
    const forget = trackScratch(scratch);
    try {
        await work(scratch);
    } finally {
        forget();
        rmSync(scratch, { recursive: true, force: true });
    }
}

/** @param {string} folder */
function removeAbandoned(folder) {
    const parent = path.dirname(folder);
    if (!existsSync(parent)) return;
    for (const name of readdirSync(parent)) {
        const pid = /\.tmp-(\d+)$/.exec(name)?.[1];
        if (pid !== undefined && processBirth(Number(pid)) === undefined) {
            rmSync(path.join(parent, name), { recursive: true, force: true });
        }
    }
}

/**
 * Turns a full disk into an error that names the folder and the space needed.
 * @template T
 * @param {string} folder
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function guardSpace(folder, work) {
    try {
        return await work();
    } catch (error) {
        if (codeOf(error) !== "ENOSPC") throw error;
        throw new ToolchainError(
            {
                where: folder,
                found: `the disk is full (${freeMb(folder)} MB free)`,
                allowed: "6 GB of free space for tools and build caches",
                cure: "free space there, or set SOCK_SHOP_LAB_CACHE to a folder on another disk; then run again",
            },
            { cause: error },
        );
    }
}

/** @param {string} folder */
function freeMb(folder) {
    let at = folder;
    while (!existsSync(at) && path.dirname(at) !== at) at = path.dirname(at);
    const { bavail, bsize } = statfsSync(at);
    return Math.floor((bavail * bsize) / 1e6);
}
