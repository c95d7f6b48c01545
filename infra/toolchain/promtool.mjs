import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { acquire } from "./acquire.mjs";
import { fetchArchive } from "./archive.mjs";
import { capture, run } from "./command.mjs";
import { ToolchainError } from "./error.mjs";
import { goodInstalled } from "./installed.mjs";
import { toolDir } from "./places.mjs";
import { platform } from "./platform.mjs";
import { fillOnce } from "./tool-dir.mjs";
import { versions } from "./versions.mjs";

/** Debian's release that has the pinned version; images on the closed network are of the same one. */
const SUITE = "trixie";
const KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg";
/** Where the package has it. */
const PROGRAM = "usr/bin/promtool";

/**
 * The checker of Prometheus' configuration and rules; only tests need it, so only they bring it. On PATH,
 * else of the official release, else out of Debian's package, which is unpacked and not installed.
 * @param {(line: string) => void} log
 * @returns {Promise<string>} path of the program
 * @throws {ToolchainError} where there is none and none can be had
 */
export async function ensurePromtool(log) {
    const { os, arch } = platform();
    const { version } = versions.prometheus;
    const name = `prometheus-${version}.${os}-${arch}`;
    const release = `https://github.com/prometheus/prometheus/releases/download/v${version}`;
    const tool = await acquire({
        name: "promtool",
        version,
        log,
        installed: async () =>
            (await goodInstalled("promtool", ["--version"], versions.prometheus)) ?? unpacked(),
        download: {
            folder: toolDir("promtool", version, `download-${os}-${arch}`),
            program: path.join(name, "promtool"),
            fetch: (scratch) =>
                fetchArchive({
                    url: `${release}/${name}.tar.gz`,
                    checksums: [`${release}/sha256sums.txt`],
                    into: scratch,
                    log: "promtool-download",
                }),
        },
        fallback: {
            does: `using the one of Debian ${SUITE}`,
            get: async () => ({ version, path: await fromDebian(log), source: "download" }),
        },
    });
    return tool.path;
}

/** Where Debian's package is unpacked. */
function debianFolder() {
    return toolDir("promtool", versions.prometheus.version, `${SUITE}-${platform().arch}`);
}

/**
 * What an earlier run unpacked, so that no later one asks the network first.
 * @returns {import("./acquire.mjs").Tool | undefined}
 */
function unpacked() {
    const file = path.join(debianFolder(), PROGRAM);
    const { version } = versions.prometheus;
    return existsSync(file) ? { version, path: file, source: "download" } : undefined;
}

/** @param {(line: string) => void} log */
async function fromDebian(log) {
    const { os } = platform();
    if (os !== "linux" || !existsSync("/usr/bin/apt-get") || !existsSync(KEYRING)) {
        throw new ToolchainError({
            where: "tests of Prometheus' rules",
            found: "no promtool, no download of it, and no apt with Debian's keys",
            allowed: `promtool ${versions.prometheus.atLeast} or newer on PATH`,
            cure: "install Prometheus' promtool (or debian-archive-keyring), then run again",
        });
    }
    await fillOnce(debianFolder(), unpackPackage, { log });
    return path.join(debianFolder(), PROGRAM);
}

/**
 * Package lists and state of its own: this machine's apt and what it has installed stay as they are.
 * @param {string} scratch
 */
async function unpackPackage(scratch) {
    const at = path.join(scratch, "apt");
    for (const part of ["lists/partial", "cache/archives/partial"]) {
        mkdirSync(path.join(at, part), { recursive: true });
    }
    const sources = `deb [signed-by=${KEYRING}] ${await mirror()} ${SUITE} main\n`;
    writeFileSync(path.join(at, "sources.list"), sources);
    writeFileSync(path.join(at, "status"), "");
    const options = {
        "Dir::Etc::sourcelist": path.join(at, "sources.list"),
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::State::lists": path.join(at, "lists"),
        "Dir::State::status": path.join(at, "status"),
        "Dir::Cache": path.join(at, "cache"),
        "Acquire::Languages": "none",
        "Acquire::Retries": "2",
        // The folder is this user's own; apt would else change to a user who may not write there.
        "APT::Sandbox::User": "",
    };
    const apt = Object.entries(options).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
    const job = { log: "promtool-package", what: "getting promtool from Debian", cwd: at };
    await run("apt-get", [...apt, "-q", "update"], job);
    await run("apt-get", [...apt, "-q", "download", "promtool"], job);
    const [file = ""] = readdirSync(at).filter((one) => one.endsWith(".deb"));
    await run("dpkg-deb", ["--extract", path.join(at, file), scratch], job);
    rmSync(at, { recursive: true });
}

/** Where this machine's apt gets Debian's packages, else where all do. */
async function mirror() {
    const { stdout } = await capture("apt-get", [
        "indextargets",
        "--format",
        "$(ORIGIN)|$(LABEL)|$(REPO_URI)",
        "Created-By: Packages",
    ]);
    const rows = stdout.split("\n").map((line) => line.split("|"));
    const debian = rows.find(([origin, label]) => origin === "Debian" && label === "Debian");
    return debian?.[2] ?? "http://deb.debian.org/debian";
}
