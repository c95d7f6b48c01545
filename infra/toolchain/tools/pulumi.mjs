import { existsSync } from "node:fs";
import path from "node:path";

import { acquire } from "../acquire.mjs";
import { fetchArchive } from "../archive.mjs";
import { goBuild } from "../go-build.mjs";
import { goodInstalled } from "../installed.mjs";
import { toolDir } from "../places.mjs";
import { platform } from "../platform.mjs";
import { versions } from "../versions.mjs";

/**
 * The Pulumi CLI. An installed or downloaded one has the Node language host beside it; the Go module
 * holds only the CLI, so a built one needs our stand-in (see `hasLanguageHost`).
 * @param {(line: string) => void} log
 */
export function getPulumi(log) {
    const { os, nodeArch } = platform();
    const { version } = versions.pulumi;
    const release = `https://github.com/pulumi/pulumi/releases/download/v${version}`;
    return acquire({
        name: "pulumi",
        version,
        log,
        installed: () => goodInstalled("pulumi", ["version"], versions.pulumi, hasLanguageHost),
        download: {
            folder: toolDir("pulumi", version, `download-${os}-${nodeArch}`),
            program: path.join("pulumi", "pulumi"),
            fetch: (scratch) =>
                fetchArchive({
                    url: `https://get.pulumi.com/releases/sdk/pulumi-v${version}-${os}-${nodeArch}.tar.gz`,
                    checksums: [
                        `${release}/pulumi-${version}-checksums.txt`,
                        `${release}/checksums.txt`,
                    ],
                    into: scratch,
                    log: "pulumi-download",
                }),
        },
        fallback: {
            does: "using one built from its Go module",
            get: async () => {
                const { pulumi } = await goBuild("pulumi", ["pulumi"], { log });
                return { version, path: String(pulumi), source: "build" };
            },
        },
    });
}

/**
 * @param {string} pulumi path of the CLI
 * @returns {boolean} whether the official language host lies beside it
 */
export function hasLanguageHost(pulumi) {
    return existsSync(path.join(path.dirname(pulumi), "pulumi-language-nodejs"));
}
