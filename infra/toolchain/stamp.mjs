import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

import { cacheDir, places, toolchainDir } from "./places.mjs";

/**
 * @typedef {object} Stamp what the last complete bootstrap was made from
 * @property {string} key
 * @property {boolean} prepared whether the images were prepared too
 */

/**
 * @param {string} root checkout
 * @returns {string} changes with the lockfile, the pins, the bootstrap itself, and the places
 */
export function stampKey(root) {
    const hash = createHash("sha256");
    hash.update(`${root}\n${cacheDir()}\n${process.platform} ${process.arch}\n`);
    hash.update(readFileSync(path.join(root, "package-lock.json")));
    for (const name of readdirSync(toolchainDir, { recursive: true, encoding: "utf8" }).sort()) {
        const file = path.join(toolchainDir, name);
        if (!name.endsWith(".md") && statSync(file).isFile()) {
            hash.update(`${name}\n`).update(readFileSync(file));
        }
    }
    return hash.digest("hex");
}

/**
 * @param {string} root
 * @returns {Stamp | undefined}
 */
export function readStamp(root) {
    try {
        return /** @type {Stamp} */ (JSON.parse(readFileSync(places(root).stamp, "utf8")));
    } catch {
        return undefined;
    }
}

/**
 * @param {string} root
 * @param {Stamp} stamp
 */
export function writeStamp(root, stamp) {
    writeFileSync(places(root).stamp, `${JSON.stringify(stamp, null, 4)}\n`);
}
