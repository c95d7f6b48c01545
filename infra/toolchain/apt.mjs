import { existsSync } from "node:fs";

import { capture, run } from "./command.mjs";

/** True where packages of the distribution can be installed: root, and a system with apt. */
export function canInstall() {
    return process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
}

/**
 * Installs packages of the distribution, with fresh lists where the old ones won't do.
 * @param {string[]} packages
 * @param {{ name: string, log: (line: string) => void }} options `name`: of the thing, for log and error
 */
export async function install(packages, { name, log }) {
    log(`installing ${packages.join(" and ")} from the distribution`);
    const attempt = () =>
        run("apt-get", [...quiet, "install", "-y", "--no-install-recommends", ...packages], {
            log: `${name.toLowerCase()}-install`,
            what: `installing ${name}`,
            cure: `install ${name} yourself (\`apt-get install ${packages.join(" ")}\`), then run again`,
            env: environment(),
        });
    try {
        await attempt();
    } catch {
        // Old package lists name files that the archive no longer has.
        await updateLists(name, log);
        await attempt();
    }
}

/**
 * @param {string} name of the thing that the lists are wanted for
 * @param {(line: string) => void} log
 */
export function updateLists(name, log) {
    log("updating the package lists");
    return run("apt-get", [...quiet, "update"], {
        log: `${name.toLowerCase()}-install-update`,
        what: "updating the package lists",
        cure: "check that the distribution's archive answers (`apt-get update`), then run again",
        env: environment(),
    });
}

/**
 * Whether the lists name a package.
 * @param {string} name
 */
export async function offered(name) {
    const { stdout } = await capture("apt-cache", ["policy", name], { env: environment() });
    return /Candidate: (?!\(none\))/.test(stdout);
}

// Another step may be using apt at the same moment.
const quiet = ["-q", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=2"];

function environment() {
    return { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C.UTF-8" };
}
