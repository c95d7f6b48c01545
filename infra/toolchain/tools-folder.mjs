import { randomBytes } from "node:crypto";
import {
    chmodSync,
    existsSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    renameSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import path from "node:path";

import { codeOf } from "./error.mjs";
import { envFile } from "./environment.mjs";
import { places } from "./places.mjs";
import { pulumiShim, standInScript } from "./shim.mjs";

/** @typedef {import("./acquire.mjs").Tool} Tool */
/** @typedef {Record<string, Tool>} Tools program name to where it came from */

/**
 * Writes `.tools/` and the beginnings of `.state/`. Each file is replaced as a whole, so that a program
 * that uses one at this moment is not disturbed.
 * @param {string} root
 * @param {Tools} tools
 */
export function writeToolsFolder(root, tools) {
    const place = places(root);
    mkdirSync(place.bin, { recursive: true });
    mkdirSync(place.pulumiHome, { recursive: true });
    chmodSync(place.state, 0o700);
    makePassphrase(place.passphrase);
    const wanted = new Set();
    for (const [name, tool] of Object.entries(tools)) {
        if (officialPlugin(name, tool)) {
            linkPlugin(place.pulumiHome, name, tool);
            continue;
        }
        wanted.add(name);
        put(path.join(place.bin, name), contentOf(root, name, tool, tools));
    }
    for (const name of readdirSync(place.bin)) {
        if (!wanted.has(name)) rmSync(path.join(place.bin, name), { recursive: true, force: true });
    }
    put(place.env, { text: envFile(root, { standIns: usesStandIns(tools) }), mode: 0o644 });
    put(place.toolsJson, { text: `${JSON.stringify({ tools }, null, 4)}\n`, mode: 0o644 });
}

/**
 * @param {string} root
 * @returns {Tools | undefined} what the last bootstrap wrote
 */
export function readTools(root) {
    try {
        const text = readFileSync(places(root).toolsJson, "utf8");
        return /** @type {{ tools?: Tools }} */ (JSON.parse(text)).tools;
    } catch {
        return undefined;
    }
}

/** @param {Tools} tools */
export function usesStandIns(tools) {
    return Object.values(tools).some((tool) => tool.source === "stand-in");
}

/** @param {string} name @param {Tool} tool */
function officialPlugin(name, tool) {
    return name.startsWith("pulumi-resource-") && tool.source !== "stand-in";
}

/**
 * @param {string} root
 * @param {string} name
 * @param {Tool} tool
 * @param {Tools} tools
 * @returns {{ text: string, mode: number } | { target: string }}
 */
function contentOf(root, name, tool, tools) {
    const node = tools.node?.path ?? process.execPath;
    if (name === "pulumi")
        return { text: pulumiShim({ root, pulumi: tool.path, node }), mode: 0o755 };
    if (tool.source === "stand-in")
        return { text: standInScript({ node, main: tool.path }), mode: 0o755 };
    return { target: tool.path };
}

/**
 * Pulumi looks for plugins in folders named `<kind>-<name>-v<version>` and skips links to folders.
 * @param {string} home
 * @param {string} name such as `pulumi-resource-kubernetes`
 * @param {Tool} tool
 */
function linkPlugin(home, name, tool) {
    const folder = path.join(home, "plugins", `${name.replace(/^pulumi-/, "")}-v${tool.version}`);
    mkdirSync(folder, { recursive: true });
    put(path.join(folder, name), { target: tool.path });
}

/**
 * @param {string} file
 * @param {{ text: string, mode: number } | { target: string }} content
 */
function put(file, content) {
    const next = `${file}.new-${process.pid}`;
    rmSync(next, { force: true });
    if ("target" in content) symlinkSync(content.target, next);
    else {
        writeFileSync(next, content.text);
        chmodSync(next, content.mode);
    }
    renameSync(next, file);
}

/**
 * Encrypts the secrets of the local state. Made once: another one would make the state unreadable.
 * @param {string} file
 */
function makePassphrase(file) {
    try {
        writeFileSync(file, `${randomBytes(24).toString("base64url")}\n`, {
            flag: "wx",
            mode: 0o600,
        });
    } catch (error) {
        if (codeOf(error) !== "EEXIST") throw error;
    }
}

/**
 * @param {string} root
 * @param {Tools} tools
 * @returns {string | undefined} the first thing that is not there any more
 */
export function missingFile(root, tools) {
    const place = places(root);
    const files = [
        place.env,
        place.passphrase,
        path.join(place.bin, "pulumi"),
        ...Object.values(tools).map((tool) => tool.path),
    ];
    return files.find((file) => !existsSync(file));
}
