import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import path from "node:path";

import { run } from "./command.mjs";
import { ToolchainError } from "./error.mjs";
import { withLock } from "./file-lock.mjs";
import { findGo } from "./go-tool.mjs";
import { toolchainDir, toolDir } from "./places.mjs";
import { platform } from "./platform.mjs";
import { guardSpace, inScratch } from "./tool-dir.mjs";
import { versions } from "./versions.mjs";

/**
 * @typedef {object} BuildFile build.json of a module folder
 * @property {string} version version of the tool, for the folder's name
 * @property {Record<string, string>} packages binary name to Go package
 * @property {string} ldflags
 * @property {Record<string, string>} [env]
 */

/**
 * Builds binaries of a pinned Go module (`go/<module>/`) into the per-user cache; what is there already
 * is not built again. Sums are verified by Go against the module's go.sum.
 * @param {string} module name of the folder under `infra/toolchain/go/`
 * @param {string[]} [targets] binaries to build, all of them in one build; default: every one
 * @param {{ log?: (line: string) => void, os?: "linux" | "darwin" }} [options] `os`: what the binaries
 *     run on, default this machine's system; binaries for a container are always for linux
 * @returns {Promise<Record<string, string>>} binary name to absolute path
 */
export async function goBuild(module, targets, options = {}) {
    const log = options.log ?? (() => {});
    const source = path.join(toolchainDir, "go", module);
    const build = readBuildFile(source);
    const wanted = targets ?? Object.keys(build.packages);
    const system = options.os ?? platform().os;
    const folder = buildDir(module, system);
    const paths = Object.fromEntries(wanted.map((name) => [name, path.join(folder, name)]));
    const missing = () => wanted.filter((name) => !existsSync(path.join(folder, name)));
    for (const name of wanted) packageOf(module, build, name);
    if (missing().length === 0) return paths;

    const go = await findGo(goLine(source), { log });
    const lock = withLock(
        `${folder}.lock`,
        async () => {
            const lacking = missing();
            if (lacking.length === 0) return;
            log(`building ${lacking.join(", ")} ${build.version} from its Go module`);
            await inScratch(folder, async (scratch) => {
                await compile({ go, source, build, module, lacking, scratch, system });
                mkdirSync(folder, { recursive: true });
                for (const name of lacking) {
                    chmodSync(path.join(scratch, name), 0o755);
                    renameSync(path.join(scratch, name), path.join(folder, name));
                }
            });
        },
        { onWait: (pid) => log(`waiting for process ${pid}, which builds ${module}`) },
    );
    await guardSpace(folder, () => lock);
    return paths;
}

/**
 * Where a module's binaries are or will be: the key covers all that decides their content.
 * @param {string} module
 * @param {"linux" | "darwin"} [system]
 */
export function buildDir(module, system = platform().os) {
    const source = path.join(toolchainDir, "go", module);
    const hash = createHash("sha256");
    hash.update(`${versions.go.version} ${system} ${platform().arch}\n`);
    for (const name of readdirSync(source).sort()) {
        if (name.endsWith("_test.go")) continue;
        hash.update(`${name}\n`).update(readFileSync(path.join(source, name)));
    }
    return toolDir(module, readBuildFile(source).version, hash.digest("hex").slice(0, 12));
}

/**
 * @param {{ go: string, source: string, build: BuildFile, module: string, lacking: string[],
 *           scratch: string, system: string }} job
 */
async function compile({ go, source, build, module, lacking, scratch, system }) {
    const packages = lacking.map((name) => packageOf(module, build, name));
    // A lone package is named after its binary; of several, each binary has its package's last part.
    const output =
        lacking.length === 1 ? path.join(scratch, String(lacking[0])) : scratch + path.sep;
    await run(
        go,
        [
            "build",
            "-mod=readonly",
            "-trimpath",
            "-buildvcs=false",
            "-ldflags",
            build.ldflags,
            "-o",
            output,
            ...packages,
        ],
        {
            log: `go-${module}`,
            what: `the build of ${lacking.join(", ")}`,
            cure: "check that the Go module proxy answers (`go env GOPROXY`), then run again; finished steps are kept",
            cwd: source,
            env: {
                ...process.env,
                CGO_ENABLED: "0",
                GOTOOLCHAIN: "local",
                GOWORK: "off",
                GOOS: system,
                GOARCH: platform().arch,
                ...build.env,
            },
        },
    );
}

/** @param {string} source @returns {BuildFile} */
function readBuildFile(source) {
    const file = path.join(source, "build.json");
    if (!existsSync(file)) {
        throw new ToolchainError({
            where: file,
            found: "no such file",
            allowed: `one of ${readdirSync(path.dirname(source)).join(", ")}`,
            cure: "name a module that has a folder there",
        });
    }
    return /** @type {BuildFile} */ (JSON.parse(readFileSync(file, "utf8")));
}

/** @param {string} module @param {BuildFile} build @param {string} name */
function packageOf(module, build, name) {
    const found = build.packages[name];
    if (found !== undefined) return found;
    throw new ToolchainError({
        where: `infra/toolchain/go/${module}/build.json`,
        found: `no binary ${name}`,
        allowed: Object.keys(build.packages).join(", "),
        cure: "ask for one of these",
    });
}

/** @param {string} source @returns {string} the Go version the module's go.mod asks for */
function goLine(source) {
    const text = readFileSync(path.join(source, "go.mod"), "utf8");
    return /^go (\S+)$/m.exec(text)?.[1] ?? versions.go.version;
}
