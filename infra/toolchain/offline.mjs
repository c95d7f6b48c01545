import { existsSync } from "node:fs";

import { ensureNodeModules } from "./node-modules.mjs";
import { getNode } from "./tools/node.mjs";
import { readTools } from "./tools-folder.mjs";
import { versions, whyUnfit } from "./versions.mjs";

/** Tasks that look at this checkout and at nothing else: no Docker, no engine, no cluster. */
const OFFLINE_TASKS = ["preview", "review"];

/**
 * @param {string | undefined} task
 * @returns {boolean}
 */
export function isOffline(task) {
    return task !== undefined && OFFLINE_TASKS.includes(task);
}

/**
 * The little that an offline task needs: the packages, and a Node that runs TypeScript. Where the bootstrap was
 * here before, this looks and returns.
 * @param {string} root checkout
 * @param {(line: string) => void} log
 * @returns {Promise<string>} path of that Node
 * @throws {import("./error.mjs").ToolchainError} where one of them can't be had
 */
export async function offlineNode(root, log) {
    await ensureNodeModules(root, log);
    const known = readTools(root)?.["node"];
    if (
        known !== undefined &&
        existsSync(known.path) &&
        whyUnfit(versions.node, known.version) === undefined
    ) {
        return known.path;
    }
    return (await getNode(log)).path;
}
