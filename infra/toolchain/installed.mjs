import { accessSync, constants, realpathSync, statSync } from "node:fs";
import path from "node:path";

import { capture } from "./command.mjs";
import { parseVersion, whyUnfit } from "./versions.mjs";

/**
 * Every program of that name on PATH, in order. The `.tools/bin` of a checkout is left out: what lies
 * there was put there by us, and its pulumi only calls another one.
 * @param {string} program
 * @param {string} [searchPath]
 * @returns {string[]} absolute paths
 */
export function onPath(program, searchPath = process.env.PATH ?? "") {
    return searchPath
        .split(path.delimiter)
        .filter(
            (dir) =>
                path.isAbsolute(dir) &&
                !dir.includes("/.tools/bin") &&
                !dir.endsWith("/node_modules/.bin"),
        )
        .map((dir) => path.join(dir, program))
        .filter(isProgram);
}

/** @param {string} file */
function isProgram(file) {
    try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
    } catch {
        return false;
    }
}

/**
 * The first installed program of a good version.
 * @param {string} program
 * @param {string[]} versionArgs arguments that make it print its version
 * @param {import("./versions.mjs").Pin} pin
 * @param {(file: string) => boolean} [also] a further condition
 * @returns {Promise<import("./acquire.mjs").Tool | undefined>}
 */
export async function goodInstalled(program, versionArgs, pin, also = () => true) {
    for (const file of onPath(program)) {
        const { status, stdout } = await capture(file, versionArgs);
        if (status !== 0 || whyUnfit(pin, stdout) !== undefined || !also(realpathSync(file)))
            continue;
        const version = parseVersion(stdout)?.join(".") ?? "";
        return { version, path: file, source: "installed" };
    }
    return undefined;
}
