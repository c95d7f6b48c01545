import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { acquire } from "../acquire.mjs";
import { fetchArchive } from "../archive.mjs";
import { toolDir } from "../places.mjs";
import { platform } from "../platform.mjs";
import { standIn } from "../stand-in.mjs";
import { pluginVersion } from "../versions.mjs";

/**
 * A resource plugin: the one the user's Pulumi has already, else the official download, else ours.
 * @param {import("../versions.mjs").PluginName} name
 * @param {(line: string) => void} log
 */
export function getPlugin(name, log) {
    const system = platform();
    const version = pluginVersion(name);
    const program = `pulumi-resource-${name}`;
    const release = `https://github.com/pulumi/pulumi-${name}/releases/download/v${version}`;
    return acquire({
        name: program,
        version,
        log,
        installed: () => Promise.resolve(installedPlugin(name, version)),
        download: {
            folder: toolDir(program, version, `download-${system.os}-${system.arch}`),
            program,
            fetch: (scratch) =>
                fetchArchive({
                    url: `https://get.pulumi.com/releases/plugins/${program}-v${version}-${system.os}-${system.arch}.tar.gz`,
                    checksums: [
                        `${release}/pulumi-${name}_${version}_checksums.txt`,
                        `${release}/checksums.txt`,
                    ],
                    into: scratch,
                    log: `${program}-download`,
                }),
        },
        fallback: {
            does: "using this project's stand-in",
            get: () => Promise.resolve(standIn(program)),
        },
    });
}

/**
 * @param {string} name
 * @param {string} version
 * @returns {import("../acquire.mjs").Tool | undefined}
 */
function installedPlugin(name, version) {
    const home = process.env.PULUMI_HOME ?? path.join(os.homedir(), ".pulumi");
    const file = path.join(
        home,
        "plugins",
        `resource-${name}-v${version}`,
        `pulumi-resource-${name}`,
    );
    // A link there is one of ours from an earlier run: what it points at is found again below.
    return existsSync(file) && !home.endsWith("/.state/pulumi-home")
        ? { version, path: file, source: "installed" }
        : undefined;
}
