import { existsSync } from "node:fs";

import { capture, run } from "./command.mjs";

/** True where the distribution's Docker can be installed: root, and a system with apt. */
export function canInstall() {
    return process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
}

/**
 * Installs the distribution's Docker engine and, where it is a package of its own, its client.
 * @param {(line: string) => void} log
 */
export async function installDocker(log) {
    if (!(await offered("docker.io"))) await updateLists(log);
    const packages = ["docker.io"];
    // From Debian 13 the client is a package of its own.
    if (await offered("docker-cli")) packages.push("docker-cli");
    log(`installing ${packages.join(" and ")} from the distribution`);
    try {
        await install(packages);
    } catch {
        // Old package lists name files that the archive no longer has.
        await updateLists(log);
        await install(packages);
    }
}

/** @param {string[]} packages */
function install(packages) {
    return run("apt-get", [...quiet, "install", "-y", "--no-install-recommends", ...packages], {
        log: "docker-install",
        what: "installing Docker",
        cure: `install Docker yourself (\`apt-get install ${packages.join(" ")}\`), then run again`,
        env: environment(),
    });
}

/** @param {(line: string) => void} log */
function updateLists(log) {
    log("updating the package lists");
    return run("apt-get", [...quiet, "update"], {
        log: "docker-install-update",
        what: "updating the package lists",
        cure: "check that the distribution's archive answers (`apt-get update`), then run again",
        env: environment(),
    });
}

// Another step may be using apt at the same moment.
const quiet = ["-q", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=2"];

function environment() {
    return { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C.UTF-8" };
}

/** @param {string} name */
async function offered(name) {
    const { stdout } = await capture("apt-cache", ["policy", name], { env: environment() });
    return /Candidate: (?!\(none\))/.test(stdout);
}
