import { readFileSync } from "node:fs";
import path from "node:path";

import { run } from "./command.mjs";
import { npmCommand } from "./npm-command.mjs";

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} Entry
 */

/**
 * Installs the packages of package-lock.json where node_modules is not exactly them.
 * @param {string} root checkout
 * @param {(line: string) => void} log
 */
export async function ensureNodeModules(root, log) {
    if (nodeModulesMatch(root)) return;
    log("installing the npm packages of package-lock.json");
    const npm = npmCommand();
    await run(npm.program, [...npm.args, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
        log: "npm-ci",
        what: "installing the npm packages",
        cure: "check that npm reaches its registry (`npm ping`), then run again",
        cwd: root,
    });
}

/**
 * npm notes in node_modules what it installed, as its last act: an interrupted install leaves no note.
 * @param {string} root
 * @returns {boolean}
 */
export function nodeModulesMatch(root) {
    const wanted = readLock(path.join(root, "package-lock.json"));
    const present = readLock(path.join(root, "node_modules", ".package-lock.json"));
    if (wanted === undefined || present === undefined) return false;
    for (const [name, entry] of Object.entries(wanted)) {
        if (name === "") continue;
        const there = present[name];
        // Packages for other platforms are optional and are left out.
        if (there === undefined) {
            if (entry.optional !== true) return false;
        } else if (there.version !== entry.version || there.integrity !== entry.integrity) {
            return false;
        }
    }
    return Object.keys(present).every((name) => name in wanted);
}

/**
 * @param {string} file
 * @returns {Record<string, Entry> | undefined}
 */
function readLock(file) {
    try {
        const lock = /** @type {{ packages?: Record<string, Entry> }} */ (
            JSON.parse(readFileSync(file, "utf8"))
        );
        return lock.packages;
    } catch {
        return undefined;
    }
}
