import { existsSync } from "node:fs";
import path from "node:path";

import { capture } from "./command.mjs";
import { ToolchainError } from "./error.mjs";
import { downloadGo } from "./go-download.mjs";
import { goFromModuleProxy } from "./go-module.mjs";
import { compareVersions, versions } from "./versions.mjs";

/** @type {Map<string, Promise<string>>} one search a version and process */
const searches = new Map();

/**
 * A Go that is new enough: an installed one, the official download, what an older installed Go fetches
 * by itself, or the toolchain module of the proxy named by GOPROXY; in this order.
 * @param {string} need lowest version, such as `1.25.11`
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<string>} path of the `go` program
 */
export function findGo(need, options = {}) {
    const known = searches.get(need);
    if (known) return known;
    const search = find(need, options.log ?? (() => {}));
    searches.set(need, search);
    return search;
}

/**
 * @param {string} need
 * @param {(line: string) => void} log
 */
async function find(need, log) {
    const installed = await installedGo();
    if (installed && compareVersions(installed.version, need) >= 0) return installed.path;
    const attempts = [
        () => downloadGo(log),
        () => (installed ? goByItself(installed.path, log) : Promise.resolve(undefined)),
        () => goFromModuleProxy(process.env.GOPROXY ?? "", log),
    ];
    for (const attempt of attempts) {
        const found = await attempt();
        if (found !== undefined) return found;
    }
    throw new ToolchainError({
        where: "go",
        found: installed
            ? `${installed.version} at ${installed.path}`
            : "not installed, and no download site answers",
        allowed: `Go ${need} or newer`,
        cure: `install Go ${versions.go.version} (https://go.dev/dl/), or set GOPROXY to a Go module proxy you can reach; then run again`,
    });
}

/**
 * @returns {Promise<{ path: string, version: string } | undefined>}
 */
export async function installedGo() {
    for (const program of ["go", "/usr/local/go/bin/go", "/opt/homebrew/bin/go"]) {
        const found = await goVersion(program);
        if (found) return found;
    }
    return undefined;
}

/**
 * @param {string} program
 * @param {NodeJS.ProcessEnv} [env]
 */
async function goVersion(program, env = { ...process.env, GOTOOLCHAIN: "local" }) {
    const { status, stdout } = await capture(program, ["env", "GOVERSION", "GOROOT"], {
        env,
        timeoutMs: 300_000,
    });
    const [version, root] = stdout.trim().split("\n");
    if (status !== 0 || !version || !root) return undefined;
    const own = path.join(root, "bin", "go");
    return { path: existsSync(own) ? own : program, version: version.replace(/^go/, "") };
}

/**
 * Go 1.21 and newer fetch the toolchain they are told to use, verified by Go's checksum database.
 * @param {string} program
 * @param {(line: string) => void} log
 */
async function goByItself(program, log) {
    const wanted = versions.go.version;
    log(`asking the installed Go to fetch Go ${wanted}`);
    const found = await goVersion(program, { ...process.env, GOTOOLCHAIN: `go${wanted}` });
    return found && compareVersions(found.version, wanted) === 0 ? found.path : undefined;
}
