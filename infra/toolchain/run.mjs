// `npm start`, `npm test` and the other tasks: bootstrap, then the task on the lab's own Node.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

import { bootstrap, BootstrapFailed } from "./bootstrap.mjs";
import { ownChildren } from "./children.mjs";
import { labEnvironment } from "./environment.mjs";
import { describe } from "./error.mjs";
import { isOffline, offlineNode } from "./offline.mjs";
import { checkout, places } from "./places.mjs";
import { readTools, usesStandIns } from "./tools-folder.mjs";

const usage = `usage: node infra/toolchain/run.mjs <task> [arguments]
       node infra/toolchain/run.mjs bootstrap

Brings all tools (see \`npm run doctor\`), then runs the task: infra/cli/main.ts <task> [arguments].
\`bootstrap\` brings the tools and stops there; \`preview\` and \`review\` need none but a Node that
runs TypeScript. Needs Node 20 or newer and npm, nothing else.

environment
  SOCK_SHOP_LAB_CACHE   folder for tools, logs and the engine's files, shared by all clones;
                        default $XDG_CACHE_HOME or ~/.cache, then /sock-shop-incident-lab
  SOCK_SHOP_LAB_MIRROR  address that serves the download sites as /<host>/<path>
`;

/** @param {string[]} args */
async function main(args) {
    if (args.length === 0 || args[0] === "--help" || args[0] === "-h") {
        process.stdout.write(usage);
        return args.length === 0 ? 2 : 0;
    }
    const release = ownChildren();
    let node = path.join(places().bin, "node");
    try {
        if (isOffline(args[0])) node = await offlineNode(checkout, say);
        else await bootstrap();
    } catch (error) {
        if (!(error instanceof BootstrapFailed)) say(describe(error));
        return 1;
    } finally {
        release();
    }
    return args[0] === "bootstrap" ? 0 : task(node, args);
}

/** @param {string} line */
function say(line) {
    process.stderr.write(`${line}\n`);
}

/**
 * @param {string} node
 * @param {string[]} args
 * @returns {Promise<number>} the task's exit code
 */
function task(node, args) {
    const main = path.join(checkout, "infra", "cli", "main.ts");
    if (!existsSync(main)) throw new Error(`${main} does not exist`);
    const tools = readTools(checkout) ?? {};
    const child = spawn(node, [main, ...args], {
        stdio: "inherit",
        env: labEnvironment(checkout, { standIns: usesStandIns(tools) }),
    });
    for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
        process.on(signal, () => {
            // A terminal sends Ctrl-C to the child too; a second one would mean "at once" to Pulumi.
            if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
        });
    }
    return new Promise((resolve, reject) => {
        child.on("error", reject);
        child.on("close", (code, signal) =>
            resolve(code ?? 128 + (signal === "SIGINT" ? 2 : signal === "SIGKILL" ? 9 : 15)),
        );
    });
}

process.exit(await main(process.argv.slice(2)));
