import { existsSync } from "node:fs";

import { capture } from "./command.mjs";
import { askEngine, lacking, ownEngine } from "./docker-engine.mjs";
import { notInstalled, notReachable } from "./docker-errors.mjs";
import { installedGo } from "./go-tool.mjs";
import { nodeModulesMatch } from "./node-modules.mjs";
import { checkout } from "./places.mjs";
import { stacksWithoutState } from "./stacks.mjs";
import { readTools } from "./tools-folder.mjs";
import { parseVersion, plugins, pluginVersion, versions, whyUnfit } from "./versions.mjs";

/** @typedef {import("./acquire.mjs").Tool} Tool */

/**
 * @typedef {object} Finding
 * @property {string} name
 * @property {boolean} good
 * @property {string} version `-` where there is none
 * @property {string} source installed, download, build, npm, stand-in, or `-`
 * @property {string} path
 * @property {string} found what was found, for one that lacks
 * @property {string} cure empty when good
 */

const mend = "npm start";

/**
 * Looks at everything the bootstrap brings; changes nothing.
 * @param {string} [root]
 * @returns {Promise<Finding[]>}
 */
export async function examine(root = checkout) {
    const tools = readTools(root) ?? {};
    const [node, kind, kubectl, pulumi, engine, compiler] = await Promise.all([
        program("node", tools, ["--version"], versions.node),
        program("kind", tools, ["version"], versions.kind),
        program("kubectl", tools, ["version", "--client"], versions.kubectl),
        program("pulumi", tools, ["version"], versions.pulumi),
        docker(),
        go(),
    ]);
    return [
        node,
        kind,
        kubectl,
        pulumi,
        companion("pulumi-language-nodejs", tools, "beside pulumi"),
        companion("pulumi-analyzer-policy", tools, "beside pulumi"),
        ...plugins.map((name) => plugin(name, tools)),
        engine,
        compiler,
        packages(root),
        stacks(root),
    ];
}

/**
 * @param {string} name
 * @param {Record<string, Tool>} tools
 * @param {string[]} args
 * @param {import("./versions.mjs").Pin} pin
 * @returns {Promise<Finding>}
 */
async function program(name, tools, args, pin) {
    const tool = tools[name];
    if (tool === undefined) return lacks(name, "not brought yet");
    const { status, stdout } = await capture(tool.path, args);
    const unfit = status === 0 ? whyUnfit(pin, stdout) : `${tool.path} does not run`;
    if (unfit !== undefined) return { ...lacks(name, unfit), source: tool.source, path: tool.path };
    return good(name, parseVersion(stdout)?.join(".") ?? "-", tool.source, tool.path);
}

/**
 * @param {string} name
 * @param {Record<string, Tool>} tools
 * @param {string} official where it is when it isn't a stand-in
 */
function companion(name, tools, official) {
    const tool = tools[name];
    if (tools.pulumi === undefined) return lacks(name, "not brought yet");
    if (tool === undefined) return good(name, tools.pulumi.version, tools.pulumi.source, official);
    return existsSync(tool.path)
        ? good(name, tool.version, tool.source, tool.path)
        : lacks(name, `${tool.path} is gone`);
}

/**
 * @param {import("./versions.mjs").PluginName} short
 * @param {Record<string, Tool>} tools
 */
function plugin(short, tools) {
    const name = `pulumi-resource-${short}`;
    const tool = tools[name];
    if (tool === undefined) return lacks(name, "not brought yet");
    if (!existsSync(tool.path)) return lacks(name, `${tool.path} is gone`);
    const wanted = pluginVersion(short);
    if (tool.source !== "stand-in" && tool.version !== wanted) {
        return lacks(name, `${tool.version}, but package.json names ${wanted}`);
    }
    return good(name, tool.version, tool.source, tool.path);
}

async function docker() {
    const answer = await askEngine();
    if ("engine" in answer) {
        const { version, endpoint, defaultRuntime } = answer.engine;
        const without = ownEngine() === undefined ? [] : lacking("self");
        const note =
            defaultRuntime === "lab"
                ? ` (privileged containers go without ${without.join(", ") || "some capabilities"})`
                : "";
        return good(
            "docker",
            version,
            ownEngine() === undefined ? "installed" : "started by us",
            `${endpoint}${note}`,
        );
    }
    const { cure } = (
        answer.client ? notReachable(answer.message, "") : notInstalled(answer.message)
    ).parts;
    const root = process.platform === "linux" && process.getuid?.() === 0;
    return { ...lacks("docker", answer.message), cure: root ? mend : cure };
}

/** Go is needed only where a tool or an image has to be built; so it is never missing as such. */
async function go() {
    const found = await installedGo();
    if (found === undefined)
        return good("go", "-", "-", "not installed; brought when something must be built");
    return good("go", found.version, "installed", found.path);
}

/** @param {string} root */
function packages(root) {
    return nodeModulesMatch(root)
        ? good("npm packages", "-", "npm", "node_modules")
        : lacks("npm packages", "node_modules is not what package-lock.json says");
}

/** @param {string} root */
function stacks(root) {
    const lacking = stacksWithoutState(root);
    return lacking.length === 0
        ? good("stacks", "-", "-", "each file in stacks/ has its state")
        : lacks("stacks", `no state for ${lacking.join(", ")}`);
}

/** @param {string} name @param {string} version @param {string} source @param {string} path @returns {Finding} */
function good(name, version, source, path) {
    return { name, good: true, version, source, path, found: "", cure: "" };
}

/** @param {string} name @param {string} found @returns {Finding} */
function lacks(name, found) {
    return { name, good: false, version: "-", source: "-", path: "-", found, cure: mend };
}
