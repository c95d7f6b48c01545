import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

import { acquire } from "../acquire.mjs";
import { fetchArchive } from "../archive.mjs";
import { run } from "../command.mjs";
import { ToolchainError } from "../error.mjs";
import { goodInstalled } from "../installed.mjs";
import { npmCommand } from "../npm-command.mjs";
import { toolDir } from "../places.mjs";
import { platform } from "../platform.mjs";
import { fillOnce } from "../tool-dir.mjs";
import { versions, whyUnfit } from "../versions.mjs";

/** @typedef {import("../acquire.mjs").Tool} Tool */

/**
 * A Node that runs TypeScript by itself; the one that runs this, when it is new enough.
 * @param {(line: string) => void} log
 * @param {string} [running] version of the Node that runs this
 */
export function getNode(log, running = process.version) {
    const { os, nodeArch } = platform();
    const { version } = versions.node;
    const release = `https://nodejs.org/dist/v${version}`;
    const name = `node-v${version}-${os}-${nodeArch}`;
    return acquire({
        name: "node",
        version,
        log,
        installed: () => installed(running),
        download: {
            folder: toolDir("node", version, `download-${os}-${nodeArch}`),
            program: path.join(name, "bin", "node"),
            fetch: (scratch) =>
                fetchArchive({
                    url: `${release}/${name}.tar.gz`,
                    checksums: [`${release}/SHASUMS256.txt`],
                    into: scratch,
                    log: "node-download",
                }),
        },
        fallback: { does: "using the one from npm", get: () => fromNpm(log) },
    });
}

/**
 * @param {string} running
 * @returns {Promise<Tool | undefined>}
 */
async function installed(running) {
    if (whyUnfit(versions.node, running) === undefined) {
        return { version: running.replace(/^v/, ""), path: process.execPath, source: "installed" };
    }
    return goodInstalled("node", ["--version"], versions.node);
}

/**
 * The npm package holds the official binary; its hash is pinned where we know it, else npm's own check
 * against its registry is what there is.
 * @param {(line: string) => void} log
 * @returns {Promise<Tool>}
 */
async function fromNpm(log) {
    const { os, nodeArch } = platform();
    const { version, npmIntegrity } = versions.node;
    const folder = toolDir("node", version, `npm-${os}-${nodeArch}`);
    await fillOnce(
        folder,
        async (scratch) => {
            const npm = npmCommand();
            const spec = `node-${os}-${nodeArch}@${version}`;
            await run(
                npm.program,
                [...npm.args, "pack", spec, "--ignore-scripts", "--pack-destination", scratch],
                {
                    log: "node-npm",
                    what: `fetching ${spec}`,
                    cure: `install Node ${versions.node.atLeast} or newer yourself (https://nodejs.org), then run again`,
                    cwd: scratch,
                },
            );
            const archive = path.join(scratch, readdirSync(scratch)[0] ?? "");
            checkIntegrity(archive, spec, npmIntegrity[`${os}-${nodeArch}`]);
            await run("tar", ["-xzf", archive, "-C", scratch, "--strip-components=1"], {
                log: "node-unpack",
                what: "unpacking Node",
            });
            rmSync(archive);
        },
        { log },
    );
    return { version, path: path.join(folder, "bin", "node"), source: "npm" };
}

/**
 * @param {string} archive
 * @param {string} spec
 * @param {string | undefined} pinned
 */
function checkIntegrity(archive, spec, pinned) {
    if (pinned === undefined) return;
    const found = `sha512-${createHash("sha512").update(readFileSync(archive)).digest("base64")}`;
    if (found === pinned) return;
    throw new ToolchainError({
        where: `npm package ${spec}`,
        found: `integrity ${found}`,
        allowed: `${pinned} (infra/toolchain/versions.json)`,
        cure: "ask the keeper of your npm registry; until then install Node yourself (https://nodejs.org)",
    });
}
