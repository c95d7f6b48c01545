import { existsSync } from "node:fs";
import path from "node:path";

import { run } from "./command.mjs";
import { ensureDocker } from "./docker.mjs";
import { labEnvironment } from "./environment.mjs";
import { ensureGitFilter } from "./git-filter.mjs";
import { ensureNodeModules } from "./node-modules.mjs";
import { initStacks } from "./stacks.mjs";
import { standIn } from "./stand-in.mjs";
import { getKind } from "./tools/kind.mjs";
import { getKubectl } from "./tools/kubectl.mjs";
import { getNode } from "./tools/node.mjs";
import { getPlugin } from "./tools/plugin.mjs";
import { getPulumi, hasLanguageHost } from "./tools/pulumi.mjs";
import { usesStandIns, writeToolsFolder } from "./tools-folder.mjs";
import { plugins } from "./versions.mjs";

/** @typedef {import("./acquire.mjs").Tool} Tool */
/** @typedef {import("./step-graph.mjs").Step} Step */

/**
 * The bootstrap as steps. The longest chain (packages, Node, engine, then the images) comes first.
 * @param {string} root checkout
 * @param {{ prepared: boolean }} result set when the images were prepared
 * @returns {Step[]}
 */
export function bootstrapSteps(root, result) {
    /** @type {Record<string, Tool>} */
    const tools = {};
    /**
     * @param {string} name
     * @param {(log: (line: string) => void) => Promise<Tool>} get
     * @returns {Step}
     */
    const tool = (name, get) => ({
        name: name.replace("pulumi-resource-", ""),
        run: async (log) => {
            const got = await get(log);
            tools[name] = got;
            return `${name} ${got.version} (${got.source})`;
        },
    });
    const environment = () => labEnvironment(root, { standIns: usesStandIns(tools) });
    return [
        {
            name: "npm",
            run: async (log) => (
                await ensureNodeModules(root, log),
                "packages as in package-lock.json"
            ),
        },
        tool("node", (log) => getNode(log)),
        {
            name: "docker",
            run: async (log) => {
                const engine = await ensureDocker({ log });
                return `engine ${engine.version} at ${engine.endpoint}`;
            },
        },
        {
            name: "images",
            after: ["npm", "node", "docker"],
            run: (log) => prepareImages(root, tools, result, log),
        },
        tool("kubectl", getKubectl),
        tool("pulumi", async (log) => {
            const pulumi = await getPulumi(log);
            if (!hasLanguageHost(pulumi.path)) {
                log(
                    "the built Pulumi has no Node language host and no policy analyzer: using this project's stand-ins",
                );
                for (const name of ["pulumi-language-nodejs", "pulumi-analyzer-policy"])
                    tools[name] = standIn(name);
            }
            return pulumi;
        }),
        tool("kind", getKind),
        ...plugins.map((name) => tool(`pulumi-resource-${name}`, (log) => getPlugin(name, log))),
        { name: "git", run: () => ensureGitFilter(root) },
        {
            name: ".tools",
            after: ["node", "kubectl", "pulumi", "kind", ...plugins],
            run: async () => {
                writeToolsFolder(root, tools);
                return "written; `. .tools/env` puts the tools on PATH";
            },
        },
        {
            name: "stacks",
            after: [".tools", "git"],
            run: async () => {
                const made = await initStacks(root, environment());
                return made.length > 0 ? `created ${made.join(", ")}` : undefined;
            },
        },
    ];
}

/**
 * @param {string} root
 * @param {Record<string, Tool>} tools
 * @param {{ prepared: boolean }} result
 * @param {(line: string) => void} log
 */
async function prepareImages(root, tools, result, log) {
    const main = path.join(root, "infra", "images", "main.ts");
    if (!existsSync(main)) return "left out: infra/images/main.ts does not exist";
    const node = tools.node?.path ?? process.execPath;
    const env = labEnvironment(root, { standIns: false });
    await run(node, [main, "prepare"], {
        log: "images-prepare",
        what: "preparing the images",
        cwd: root,
        env: { ...env, PATH: [path.dirname(node), env.PATH].join(path.delimiter) },
        onLine: log,
    });
    result.prepared = true;
    return "prepared";
}
