import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Root of this checkout. */
export const checkout = path.resolve(fileURLToPath(new URL("../..", import.meta.url)));

/** Folder of the toolchain's own sources. */
export const toolchainDir = path.join(checkout, "infra", "toolchain");

/**
 * The per-user cache, shared by all clones: tools, build logs, the engine's pid and log.
 * @param {NodeJS.ProcessEnv} [env]
 */
export function cacheDir(env = process.env) {
    if (env.SOCK_SHOP_LAB_CACHE) return path.resolve(env.SOCK_SHOP_LAB_CACHE);
    const base = env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache");
    return path.join(base, "sock-shop-incident-lab");
}

/**
 * Where one version of one tool lives. The key tells apart what the version doesn't (platform, origin).
 * @param {string} tool
 * @param {string} version
 * @param {string} key
 */
export function toolDir(tool, version, key) {
    return path.join(cacheDir(), "tools", tool, `${version}-${key}`);
}

/** Logs of builds, downloads and steps; overwritten by the next run of the same step. */
export function logDir() {
    return path.join(cacheDir(), "logs");
}

/** @param {string} [root] checkout root */
export function places(root = checkout) {
    const tools = path.join(root, ".tools");
    const state = path.join(root, ".state");
    return {
        root,
        tools,
        bin: path.join(tools, "bin"),
        env: path.join(tools, "env"),
        toolsJson: path.join(tools, "tools.json"),
        stamp: path.join(tools, "stamp.json"),
        npmStamp: path.join(tools, "npm.json"),
        state,
        passphrase: path.join(state, "passphrase"),
        pulumiHome: path.join(state, "pulumi-home"),
        stacks: path.join(root, "stacks"),
    };
}
